import { execFile } from 'node:child_process'
import { isAbsolute, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { sourceFiles } from './source-files.ts'

/** Compilations chosen by file name: shared knows neither page nor server, server no page, browser no server; browser tests know both. */
export const COMPILATIONS = ['shared', 'server', 'browser', 'tests']

const ROOT = join(import.meta.dirname, '..')
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')

/** What was compiled before is read again only where it changed; the notes of it lie beside the packages. */
const NOTES = join(ROOT, 'node_modules/.cache/types')

interface Compiled { readonly name: string; readonly ok: boolean; readonly files: string[]; readonly findings: string }

async function compile(name: string): Promise<Compiled> {
  const args = [TSC, '-p', `tsconfig.${name}.json`, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', join(NOTES, `${name}.tsbuildinfo`), '--listFiles']
  const { ok, output } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 28 }).then(
    ({ stdout }) => ({ ok: true, output: stdout }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ ok: false, output: stdout + stderr }),
  )
  const lines = output.split('\n')
  return { name, ok, files: lines.filter(isAbsolute).map((path) => relative(ROOT, path.trim())), findings: lines.filter((line) => !isAbsolute(line)).join('\n') }
}

/** Compiles them all. Each compilation, and the promise that no file escapes all of them, counts as one test. */
export async function checkTypes(): Promise<{ passed: number; failed: number; report: string }> {
  const results = await Promise.all(COMPILATIONS.map(compile))
  const seen = new Set(results.flatMap(({ files }) => files))
  const escaped = sourceFiles().filter((path) => !seen.has(path))
  const reports = [
    ...results.filter(({ ok }) => !ok).map(({ name, findings }) => `types (${name}):\n${findings}`),
    ...(escaped.length ? [`types: no compilation reads\n  ${escaped.join('\n  ')}\n`] : []),
  ]
  return { passed: results.length + 1 - reports.length, failed: reports.length, report: reports.join('\n') }
}

if (import.meta.main) {
  const { failed, report } = await checkTypes()
  process.stdout.write(report)
  process.exitCode = failed ? 1 : 0
}
