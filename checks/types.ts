import { execFile } from 'node:child_process'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { sourceFiles } from './source-files.ts'

/** Compilations chosen by file name: shared knows neither page nor server, server no page, browser no server; browser tests know both. */
export const COMPILATIONS = ['shared', 'server', 'browser', 'tests']

const ROOT = join(import.meta.dirname, '..')
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')

async function tsc(compilation: string, ...flags: string[]): Promise<{ ok: boolean; output: string }> {
  const args = [TSC, '-p', `tsconfig.${compilation}.json`, '--pretty', 'false', ...flags]
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 28 })
    return { ok: true, output: stdout }
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout: string; stderr: string }
    return { ok: false, output: stdout + stderr }
  }
}

/** Compiles them all. Each compilation, and the promise that no file escapes all of them, counts as one test. */
export async function checkTypes(): Promise<{ passed: number; failed: number; report: string }> {
  const results = await Promise.all(COMPILATIONS.map(async (name) => ({ name, ...await tsc(name) })))
  const seen = new Set((await Promise.all(COMPILATIONS.map((name) => tsc(name, '--listFilesOnly'))))
    .flatMap(({ output }) => output.split('\n')).map((path) => relative(ROOT, path.trim())))
  const escaped = sourceFiles().filter((path) => !seen.has(path))
  const reports = [
    ...results.filter((result) => !result.ok).map((result) => `types (${result.name}):\n${result.output}`),
    ...(escaped.length ? [`types: no compilation reads\n  ${escaped.join('\n  ')}\n`] : []),
  ]
  return { passed: results.length + 1 - reports.length, failed: reports.length, report: reports.join('\n') }
}

if (import.meta.main) {
  const { failed, report } = await checkTypes()
  process.stdout.write(report)
  process.exitCode = failed ? 1 : 0
}
