import type { Locale } from '../src/ui/same-words.ts'

/** What a corpus is drawn from: people, sentences with a gap `{}` for one, numbers and addresses, and rows that name nobody. */
export interface Material {
  readonly latinNames: readonly string[]
  readonly chineseNames: readonly string[]
  readonly sentences: Readonly<Record<Locale, string>>
  readonly numbers: Readonly<Record<Locale, readonly string[]>>
  readonly clean: Readonly<Record<Locale, readonly string[]>>
}

const dice = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

/** Two hundred rows by seed: every second one clean, the others with a name or a number planted in them. */
export const drawnFrom = (material: Material) => (seed: number) => {
  const roll = dice(seed)
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)]!
  return Array.from({ length: 200 }, (_, at) => {
    const locale = (['en', 'fr', 'zh'] as const)[at % 3]!
    if (at % 2 === 0) return { locale, planted: false, text: pick(material.clean[locale]) }
    const text = roll(3) > 0 ? pick(material.sentences[locale].split(/[|\n]/)).replace('{}', () => pick(locale === 'zh' ? material.chineseNames : material.latinNames)) : pick(material.numbers[locale])
    return { locale, planted: true, text }
  })
}
