import type { Names } from '../../programs/rules/names.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { Problem } from './cells.ts'
import { folded } from './spelling.ts'

interface Named {
  readonly id: string
  readonly names: Names
}

const CHINESE_DIGITS = '零一二三四五六七八九'
const ORDINALS: Readonly<Record<string, string>> = { first: '1', second: '2', third: '3', fourth: '4', fifth: '5', sixth: '6', premiere: '1', premier: '1', deuxieme: '2', troisieme: '3', quatrieme: '4', cinquieme: '5' }

/** The year that a label such as "3", "MS3", "Year 3", "3e année" or "三年级" speaks of. */
export function yearIn(label: string): string | null {
  const plain = folded(label)
  const word = plain.split(' ').map((each) => ORDINALS[each]).find(Boolean)
  const chinese = /(?:大|第)?([一二三四五六七八九])(?:年级|年)?$/.exec(plain)?.[1]
  const digit = /(?<!\d)(\d{1,2})(?!\d)/.exec(plain)?.[1]
  return word ?? (chinese ? String(CHINESE_DIGITS.indexOf(chinese)) : null) ?? (digit ? String(Number(digit)) : null)
}

/** The cohort or site that a label means: by any of its names, else the only one of that year. */
export function findNamed(known: readonly Named[], label: string, byYear: boolean): string | null {
  const plain = folded(label)
  const exact = known.find(({ names }) => Object.values(names).some((name) => name !== undefined && folded(name) === plain))
  if (exact) return exact.id
  const year = byYear ? yearIn(label) : null
  const alike = year === null ? [] : known.filter(({ names }) => Object.values(names).some((name) => name !== undefined && yearIn(name) === year))
  return alike.length === 1 ? (alike[0]?.id ?? null) : null
}

/** How a cohort or site that the program does not know yet is called: a bare number becomes a year of study. */
export function namesFor(label: string, locale: Locale, isCohort: boolean): Names {
  const number = isCohort && /^\d{1,2}$/.test(label.trim()) ? Number(label) : null
  if (number === null) return { [locale]: label }
  return { en: `Year ${number}`, fr: number === 1 ? '1re année' : `${number}e année`, zh: `${CHINESE_DIGITS[number] ?? number}年级` }
}

/** The labels that nothing known answers to, each once, years in their order. */
export const unknownLabels = (known: readonly Named[], labels: readonly (string | null)[], byYear: boolean): string[] => {
  const wanting = labels.filter((label): label is string => label !== null && findNamed(known, label, byYear) === null)
  const once = [...new Map(wanting.map((label) => [folded(label), label])).values()]
  return byYear ? once.toSorted((a, b) => Number(yearIn(a) ?? 99) - Number(yearIn(b) ?? 99)) : once
}

export interface SupporterKnown {
  readonly person: string
  readonly fullName: string
  readonly email: string | null
}

/** The one supporter of this address or name; null where there is none, or more than one. */
export function findSupporter(known: readonly SupporterKnown[], reference: string): SupporterKnown | null {
  const byMail = known.find(({ email }) => email !== null && email.toLowerCase() === reference.toLowerCase())
  if (byMail) return byMail
  const named = known.filter(({ fullName }) => folded(fullName) === folded(reference))
  return named.length === 1 ? (named[0] ?? null) : null
}

export const unknownSupporterProblem = (line: number, reference: string): Problem => ({ line, column: null, reason: 'unknown-supporter', value: reference.slice(0, 60) })
