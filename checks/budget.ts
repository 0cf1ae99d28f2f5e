import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** A student's first visit: what it may weigh in all as it travels, and its JavaScript by gzip, which is how others count theirs. */
export const BUDGET = { all: 120_000, script: 95_000 }

export interface Weight {
  readonly file: string
  /** By gzip; fonts as they are. */
  readonly bytes: number
  /** As the server sends it. */
  readonly sent: number
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
const PAGE_FACTS = 700 // what the server fills into the page
const ANSWERS = 7_000 // the program's face, its supporters and a week of times, as measured on the largest demonstration

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
  const script = unique.filter(({ file }) => file.endsWith('.js')).reduce((total, { bytes }) => total + bytes, 0)
  return { files: unique, script, all: unique.reduce((total, { sent }) => total + sent, PAGE_FACTS + ANSWERS) }
}

function weigh(folder: string, file: string): Weight {
  const content = readFileSync(join(folder, file))
  if (file.endsWith('.woff2')) return { file, bytes: content.length, sent: content.length }
  const bytes = gzipSync(content, { level: 9 }).length
  const packed = join(folder, `${file}.br`)
  return { file, bytes, sent: existsSync(packed) ? readFileSync(packed).length : bytes }
}

export const budgetProblem = ({ script, all }: FirstVisit): string | null =>
  script > BUDGET.script || all > BUDGET.all
    ? `A student's first visit is too heavy: ${kilo(script)} of JavaScript (at most ${kilo(BUDGET.script)}), ${kilo(all)} in all (at most ${kilo(BUDGET.all)}).`
    : null

const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

export const budgetReport = (visit: FirstVisit): string =>
  [...visit.files.map(({ file, bytes, sent }) => `${kilo(bytes).padStart(9)} ${kilo(sent).padStart(9)}  ${file}`), `${kilo(visit.script).padStart(9)}  JavaScript, of ${kilo(BUDGET.script)}`, `${kilo(visit.all).padStart(9)}  in all, of ${kilo(BUDGET.all)}`].join('\n')

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
