import type { Answer } from './asking.ts'

/** Ways to load, send or remember something that no page of ours has: whoever adds one has changed the site. */
const UNWANTED = [
  'set-cookie', 'link', 'refresh', 'service-worker-allowed', 'sourcemap', 'x-sourcemap', 'nel', 'report-to', 'reporting-endpoints', 'content-security-policy-report-only',
  'access-control-allow-origin', 'document-isolation-policy', 'supports-loading-mode', 'speculation-rules', 'no-vary-search', 'critical-ch', 'accept-ch', 'attribution-reporting-register-source',
]
const YEAR_SECONDS = 31_536_000

/** What is wrong with the headers of an answer, in words. */
export function headerFaults({ headers }: Answer, expected: Readonly<Record<string, string>>): string[] {
  const { 'strict-transport-security': transport, ...exact } = expected
  const faults = Object.entries(exact).filter(([name, value]) => headers.get(name) !== value).map(([name]) => `its header ${name} is ${shown(headers.get(name))}`)
  const age = Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1] ?? 0)
  if (transport && age < YEAR_SECONDS) faults.push('its header strict-transport-security is missing or short')
  return [...faults, ...UNWANTED.filter((name) => headers.has(name)).map((name) => `it carries a header of its own: ${name}`)]
}

const shown = (value: string | null): string => (value === null ? 'missing' : `another: ${value.slice(0, 400)}`)
