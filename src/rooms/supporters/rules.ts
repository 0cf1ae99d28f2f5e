/** What has to be true before a supporter is shown to students. */
export const READINESS = ['account', 'two-ways-back', 'alert-confirmed', 'agreement-signed', 'assessor-answers', 'cohort-to-support', 'languages'] as const
export type Requirement = (typeof READINESS)[number]
export type ReadinessFacts = Readonly<Record<Requirement, boolean>>

export const STANDINGS = ['ready', 'not-ready', 'paused', 'alumni'] as const
export type Standing = (typeof STANDINGS)[number]

/** What is still missing, in the order in which a supporter would do it. */
export const missingFor = (facts: ReadinessFacts): Requirement[] => READINESS.filter((requirement) => !facts[requirement])

export function standingOf(supporter: { left: boolean; paused: boolean; facts: ReadinessFacts }): Standing {
  if (supporter.left) return 'alumni'
  if (supporter.paused) return 'paused'
  return missingFor(supporter.facts).length === 0 ? 'ready' : 'not-ready'
}

export const DISPLAY_NAME_LENGTH = 40
export const ABOUT_LENGTH = 280
export const EXPERIENCE_LENGTH = 60
export const MOST_EXPERIENCES = 8

export interface Experience {
  readonly wording: string
  /** The supporter said yes to this one item. */
  readonly shown: boolean
}
export interface Profile {
  readonly displayName: string
  readonly cohort: string | null
  readonly site: string | null
  readonly languages: readonly string[]
  readonly topics: readonly string[]
  readonly about: string
  readonly experiences: readonly Experience[]
}
export type ProfileRefusal = 'display-name-missing' | 'full-name-beside-experience' | 'contact-in-profile' | 'language-unknown'

/** Why a profile cannot be kept as it is, or null. Lived experience and a full name never stand side by side. */
export function profileRefusal(profile: Profile, fullName: string): ProfileRefusal | null {
  if (profile.displayName.trim() === '') return 'display-name-missing'
  if (profile.experiences.some((e) => e.shown) && givesFullName(profile.displayName, fullName)) return 'full-name-beside-experience'
  if ([profile.displayName, profile.about, ...profile.experiences.map((e) => e.wording)].some(holdsContact)) return 'contact-in-profile'
  if (!profile.languages.every(isLanguage)) return 'language-unknown'
  return null
}

/** A profile is no place for a private number, an address or a link: meetings happen by the ways to meet. */
export const holdsContact = (text: string): boolean => /\S@\S+\.\S|https?:|www\.|(?:\d[\s().-]?){7,}/i.test(text)

const folded = (text: string): string[] =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/** Whether a display name tells the full name: every part of it, in any order, also written together or without accents. */
export function givesFullName(displayName: string, fullName: string): boolean {
  const parts = folded(fullName)
  const shown = folded(displayName)
  if (/\p{Script=Han}/u.test(fullName)) return displayName.replace(/\s/g, '').includes(fullName.replace(/\s/g, ''))
  return parts.length > 1 && (parts.every((part) => shown.includes(part)) || shown.join('').includes(parts.join('')))
}

/** The items that may be shown beside this display name: the chosen ones, or none where the name is the full name. */
export const shownExperiences = (profile: Pick<Profile, 'displayName' | 'experiences'>, fullName: string): string[] =>
  givesFullName(profile.displayName, fullName) ? [] : profile.experiences.filter((e) => e.shown).map((e) => e.wording)

/** A first display name for someone who has not chosen one: the given name, with a number where it is taken. */
export function firstDisplayName(fullName: string, taken: readonly string[]): string {
  const given = fullName.trim().split(/\s+/)[0]?.slice(0, DISPLAY_NAME_LENGTH - 4) ?? ''
  const lower = new Set(taken.map((name) => name.toLowerCase()))
  const free = [given, ...Array.from({ length: taken.length + 1 }, (_, i) => `${given} ${i + 2}`)].find((name) => !lower.has(name.toLowerCase()))
  return free ?? given
}

/** The languages a supporter can name, as BCP 47 tags; the browser says them in the reader's language. */
export const LANGUAGES = ['en', 'fr', 'zh', 'yue', 'ar', 'bn', 'cr', 'cs', 'da', 'de', 'el', 'es', 'fa', 'fi', 'gu', 'he', 'hi', 'hu', 'id', 'it', 'iu', 'ja', 'ko',
  'ms', 'nl', 'no', 'oj', 'pa', 'pl', 'pt', 'ro', 'ru', 'so', 'sr', 'sv', 'sw', 'ta', 'te', 'th', 'tl', 'tr', 'uk', 'ur', 'vi', 'ase', 'lsq', 'lsf'] as const
export const isLanguage = (tag: string): boolean => (LANGUAGES as readonly string[]).includes(tag)

const SPELLINGS: Readonly<Record<string, string>> = {
  mandarin: 'zh', putonghua: 'zh', chinois: 'zh', '普通话': 'zh', '国语': 'zh', '中文': 'zh', '汉语': 'zh', '粤语': 'yue', farsi: 'fa', tagalog: 'tl', filipino: 'tl',
  asl: 'ase', lsq: 'lsq', lsf: 'lsf', bangla: 'bn', bokmal: 'no', 'persan': 'fa',
}
const NAMES = new Map<string, string>()

/** The tag for a language as a spreadsheet names it, in English, French, Chinese or itself; null where it is unknown. */
export function languageTag(name: string): string | null {
  const key = folded(name).join(' ')
  if (isLanguage(key)) return key
  if (NAMES.size === 0) for (const tag of LANGUAGES) for (const locale of ['en', 'fr', 'zh', tag]) NAMES.set(folded(languageName(tag, locale)).join(' '), tag)
  return SPELLINGS[key] ?? NAMES.get(key) ?? null
}

/** Languages that browsers often have no name for. */
const NAMED_HERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lsq: { en: 'Quebec Sign Language', fr: 'langue des signes québécoise', zh: '魁北克手语' },
  lsf: { en: 'French Sign Language', fr: 'langue des signes française', zh: '法国手语' },
  cr: { en: 'Cree', fr: 'cri', zh: '克里语' },
  iu: { en: 'Inuktitut', fr: 'inuktitut', zh: '因纽特语' },
  oj: { en: 'Ojibwe', fr: 'ojibwé', zh: '奥吉布瓦语' },
  ase: { en: 'American Sign Language', fr: 'langue des signes américaine', zh: '美国手语' },
}

/** A language's name in the reader's language. */
export const languageName = (tag: string, locale: string): string =>
  NAMED_HERE[tag]?.[locale] ?? new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag
