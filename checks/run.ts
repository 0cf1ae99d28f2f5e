import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { checkTypes } from './types.ts'

interface Outcome { readonly passed: number; readonly failed: number; readonly skipped?: number; readonly report: string }
interface Part { readonly name: string; readonly run: () => Promise<Outcome> }

const ROOT = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'peerside-check-'))
const program = (name: string): string => join(ROOT, 'node_modules', name)

const QUICK: Part[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: lint },
  { name: 'architecture', run: () => vitest('architecture') },
  { name: 'unit and actions', run: () => vitest('unit') },
]
const SLOW: Part[] = [
  { name: 'browser', run: playwright },
  { name: 'slow suites', run: () => vitest('slow') },
]

const wanted = process.argv[2]
if (wanted !== 'check' && wanted !== 'all') {
  process.stderr.write('Say which: `check` (a few minutes) or `all` (everything).\n')
  process.exit(2)
}
process.exitCode = await runAll(wanted === 'all' ? [...QUICK, ...SLOW] : QUICK)

async function runAll(parts: readonly Part[]): Promise<number> {
  let passed = 0, failed = 0
  for (const part of parts) {
    const began = performance.now()
    const outcome = await part.run().catch((failure: unknown): Outcome => ({ passed: 0, failed: 1, report: String(failure) }))
    passed += outcome.passed
    failed += outcome.failed
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const notes = [outcome.failed ? `${outcome.failed} broken` : '', outcome.skipped ? `${outcome.skipped} skipped` : ''].filter(Boolean).join(', ')
    if (outcome.report) process.stdout.write(`${outcome.report.trimEnd()}\n`)
    process.stdout.write(`${outcome.failed ? '✗' : '✓'} ${part.name.padEnd(18)} ${String(outcome.passed).padStart(5)} fine${notes ? `, ${notes}` : ''}  (${seconds} s)\n`)
  }
  rmSync(scratch, { recursive: true, force: true })
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed ? 1 : 0
}

/** One test when nothing is found; otherwise each file with a finding is a failure. */
async function lint(): Promise<Outcome> {
  const folders = ['src', 'checks', 'test', 'bench'].filter((folder) => existsSync(join(ROOT, folder)))
  const args = [program('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '-f', 'unix', ...folders]
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 28, env: withoutNpm() })
    return { passed: 1, failed: 0, report: '' }
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout: string; stderr: string }
    const bad = new Set([...stdout.matchAll(/^([^:\n]+):\d+:\d+:/gm)].map(([, path]) => path)).size || 1
    return { passed: 0, failed: bad, report: stdout + stderr }
  }
}

interface VitestReport {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; message: string; assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
}

async function vitest(project: string): Promise<Outcome> {
  const file = join(scratch, `${project}.json`)
  const { code, output } = await inherit([program('vitest/vitest.mjs'), 'run', '--project', project, '--passWithNoTests', '--reporter=json', `--outputFile=${file}`])
  if (!existsSync(file)) return { passed: 0, failed: 1, report: output }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  const failures = report.testResults.flatMap((suite) => {
    const broken = suite.assertionResults.filter((test) => test.status === 'failed')
    const name = relative(ROOT, suite.name)
    if (suite.status === 'failed' && !broken.length) return [`${name}: ${suite.message}`]
    return broken.map((test) => `${name} > ${test.fullName}\n  ${test.failureMessages.join('\n').split('\n').filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line)).join('\n  ')}`)
  })
  if (code && !failures.length) failures.push(output)
  return { passed: report.numPassedTests, failed: failures.length, skipped: report.numPendingTests + report.numTodoTests, report: failures.join('\n\n') }
}

async function playwright(): Promise<Outcome> {
  if (!existsSync(join(ROOT, 'playwright.config.ts'))) return { passed: 0, failed: 1, report: 'There is no playwright.config.ts.' }
  const file = join(scratch, 'browser.json')
  const { code, output } = await inherit([program('@playwright/test/cli.js'), 'test', '--reporter=json,line'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  if (!existsSync(file)) return { passed: 0, failed: 1, report: output }
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: { message?: string }[] }
  // A test that passes only when tried again has failed once: it counts as failed.
  const failed = Math.max(stats.unexpected + stats.flaky + errors.length, code ? 1 : 0)
  return { passed: stats.expected, failed, skipped: stats.skipped, report: failed ? output : '' }
}

function inherit(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...withoutNpm(), FORCE_COLOR: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-200_000) })
    child.once('error', reject)
    child.once('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The environment without npm's own settings, which some tools read as theirs. */
function withoutNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
}
