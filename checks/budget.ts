import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** A student's first visit, in bytes over the wire: what it may weigh in all, and its JavaScript. */
export const BUDGET = { all: 120_000, script: 95_000 }

export interface Weight {
  readonly file: string
  readonly bytes: number
}

export interface FirstVisit {
  readonly files: readonly Weight[]
  readonly script: number
  readonly all: number
}

interface Entry {
  file: string
  imports?: string[]
  css?: string[]
}

const LANGUAGES = ['en', 'fr', 'zh']
const PAGE_FACTS = 700 // what the server fills into the page, unpacked

/** Everything a browser with an empty cache fetches before a student's home is complete, in the heaviest language. */
export function firstVisit(folder: string): FirstVisit {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Entry>
  const named = new Set<string>()
  const follow = (key: string) => {
    const entry = manifest[key]
    if (!entry || named.has(entry.file)) return
    named.add(entry.file)
    for (const file of entry.css ?? []) named.add(file)
    for (const next of entry.imports ?? []) follow(next)
  }
  follow('index.html')
  const files = Object.values(manifest).map(({ file }) => file)
  const words = LANGUAGES.map((language) => files.find((file) => file.startsWith(`assets/words-${language}-`))).filter((file) => file !== undefined)
  const heaviest = words.map((file) => weigh(folder, file)).toSorted((a, b) => b.bytes - a.bytes)[0]
  const font = files.find((file) => file.endsWith('.woff2'))
  const weights = [...named, ...(font ? [font] : []), 'index.html'].map((file) => weigh(folder, file))
  if (heaviest) weights.push(heaviest)
  const unique = [...new Map(weights.map((weight) => [weight.file, weight])).values()].toSorted((a, b) => b.bytes - a.bytes)
  const sum = (some: readonly Weight[]) => some.reduce((total, { bytes }) => total + bytes, 0)
  return { files: unique, script: sum(unique.filter(({ file }) => file.endsWith('.js'))), all: sum(unique) + PAGE_FACTS }
}

function weigh(folder: string, file: string): Weight {
  const content = readFileSync(join(folder, file))
  return { file, bytes: file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 9 }).length }
}

export const budgetProblem = ({ script, all }: FirstVisit): string | null =>
  script > BUDGET.script || all > BUDGET.all
    ? `A student's first visit is too heavy: ${kilo(script)} of JavaScript (at most ${kilo(BUDGET.script)}), ${kilo(all)} in all (at most ${kilo(BUDGET.all)}).`
    : null

const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

export const budgetReport = (visit: FirstVisit): string =>
  [...visit.files.map(({ file, bytes }) => `${kilo(bytes).padStart(9)}  ${file}`), `${kilo(visit.script).padStart(9)}  JavaScript, of ${kilo(BUDGET.script)}`, `${kilo(visit.all).padStart(9)}  in all, of ${kilo(BUDGET.all)}`].join('\n')

/** Fails a build whose first visit is too heavy. */
export const budget = (): Plugin => ({
  name: 'budget',
  apply: 'build',
  writeBundle({ dir }) {
    const visit = firstVisit(dir ?? 'dist/client')
    this.environment.logger.info(budgetReport(visit))
    const problem = budgetProblem(visit)
    if (problem) throw new Error(`${problem}\n${budgetReport(visit)}`)
  },
})
