import { LOCALES, type Locale } from '../../../ui/same-words.ts'
import type { LimitsText, LimitsTexts } from './confidentiality.ts'
import type { Names } from './names.ts'

/** A jurisdiction's sentences for the limits of confidentiality, put into the frame that all share. Orientation, not advice. */
export interface LimitsPackFile {
  readonly key: string
  /** "*" for any. */
  readonly country: string
  readonly region: string | null
  readonly names: Names
  /** "call 911", as the sentence for nameless contact needs it. */
  readonly call: Names
  /** Who is told when a child may be harmed. */
  readonly child: Names
  /** One more thing that is passed on there. */
  readonly extra?: Names
  readonly fitness: Names
  /** For the person who reviews: which law to read, and that nobody here is a lawyer. */
  readonly orientation: Names
}

export interface LimitsFrame {
  readonly sentences: Readonly<Record<Locale, LimitsText>>
}

/** The text of a jurisdiction in all three languages. */
export const limitsFromPack = (frame: LimitsFrame, pack: LimitsPackFile): LimitsTexts =>
  Object.fromEntries(LOCALES.map((locale) => [locale, inLanguage(frame.sentences[locale], pack, locale)]))

function inLanguage(frame: LimitsText, pack: LimitsPackFile, locale: Locale): LimitsText {
  const fill = (sentence: string): string =>
    sentence.replace('{child}', pack.child[locale] ?? '').replace('{extra}', pack.extra?.[locale] ?? '')
      .replace('{call}', pack.call[locale] ?? '').replace('{fitness}', pack.fitness[locale] ?? '').trim()
  return {
    promise: fill(frame.promise), passedOn: frame.passedOn.map(fill).filter(Boolean), nameless: fill(frame.nameless),
    inPerson: fill(frame.inPerson), privilege: fill(frame.privilege), career: fill(frame.career), minors: fill(frame.minors),
  }
}

/** The region's pack, else the country's, else the one for any country. */
export function fittingPack<P extends Pick<LimitsPackFile, 'key' | 'country' | 'region'>>(packs: readonly P[], country: string, region: string | null): P {
  const here = packs.filter((pack) => pack.country === country)
  return here.find((pack) => region !== null && pack.region === region) ?? here.find((pack) => pack.region === null) ?? packs.find((pack) => pack.country === '*')!
}
