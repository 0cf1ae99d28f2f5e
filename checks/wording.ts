import { codeOf, type House, isTest } from './house.ts'

type Rule = (house: House) => string[]

const WORD_FILE = /^src\/.*\bwords\/(?:home-)?(en|fr|zh)\.ts$/
const KEY = /^ {2}'?([a-z][a-z0-9_]*)'?\s*:/gm

const wordFiles = (house: House, language = '(en|fr|zh)'): [string, string][] =>
  [...house].filter(([path]) => new RegExp(`words/(?:home-)?${language}\\.ts$`).test(path) && WORD_FILE.test(path))
const keysOf = (text: string): string[] => [...text.matchAll(KEY)].map(([, key]) => key!)
const users = (house: House): string[] =>
  [...house].filter(([path]) => path.startsWith('src/') && /\.tsx?$/.test(path) && !isTest(path) && !WORD_FILE.test(path)).map(([, text]) => codeOf(text))

/** Promises that no software can keep. Where a page must speak of them, it links the page that states the limits. */
const ABSOLUTE: Record<string, RegExp> = {
  en: /\bnobody can ever\b|\bno one can ever\b|\b100 ?%|\bcompletely (anonymous|private|secure|confidential)\b|\b(totally|fully|absolutely) (anonymous|private|secure|confidential)\b|\banonymity is guaranteed\b|\bguarantee[sd]?\b|\bimpossible to (trace|identify)\b|\buntraceable\b|\bunhackable\b/i,
  fr: /\bpersonne ne (pourra|peut) jamais\b|\b100 ?%|\b(totalement|entièrement|parfaitement|absolument) (anonyme|confidentiel|privé|sécurisé)|\banonymat (est )?garanti\b|\bgaranti(t|e|es|s|r)?\b|\bimpossible à retracer\b/i,
  zh: /任何人都(永远)?(无法|不能|不可能)|永远不会(被|有人)|100 ?%|百分之百|绝对(匿名|保密|安全|私密)|完全(匿名|保密|安全)|保证(匿名|保密)/,
}
const LIMITS_KEY = /limit/
/** A reader is addressed in one form everywhere; what is quoted for saying aloud to somebody may take the other. */
const FAMILIAR: Record<string, RegExp> = { fr: /(?<![\p{L}-])(tu|toi|ton|ta|tes)(?![\p{L}])/iu, zh: /你(?!们)/ }
const QUOTED = /“[^”]*”|«[^»]*»/g

export const wording: Record<string, Rule> = {
  'whoever speaks one language speaks all three': (house) =>
    wordFiles(house, 'en').flatMap(([path]) => ['fr', 'zh'].map((other) => path.replace('en.ts', `${other}.ts`))).filter((path) => !house.has(path)),

  'every word is used somewhere': (house) => {
    const code = users(house).join('\n')
    const spoken = new Set([...code.matchAll(/\b[a-z][a-z0-9_]*\b/g)].map(([word]) => word))
    const refused = new Set([...code.matchAll(/'([a-z][a-z0-9-]*)'/g)].map(([, word]) => `refused_${word!.replaceAll('-', '_')}`))
    const built = [...code.matchAll(/`([a-z0-9_]*_)\$\{|\bkeyed\('([a-z0-9_]+)'/g)].map(([, start, prefix]) => start ?? `${prefix!}_`)
    return wordFiles(house, 'en').flatMap(([path, text]) =>
      keysOf(text).filter((key) => !spoken.has(key) && !refused.has(key) && !built.some((start) => key.startsWith(start) && start !== 'refused_')).map((key) => `${path}: ${key}`))
  },

  'every refusal of a door has its sentence': (house) => {
    const known = new Set(wordFiles(house, 'en').flatMap(([, text]) => keysOf(text)))
    return [...house].filter(([path]) => path.endsWith('/contract.ts')).flatMap(([path, text]) =>
      [...codeOf(text).matchAll(/refusals\s*[:=]\s*\{([^}]*)\}/gi)].flatMap(([, inner]) => [...inner!.matchAll(/'?([a-z][a-z-]*)'?\s*:\s*\d{3}/g)].map(([, word]) => word!))
        .filter((word) => !known.has(`refused_${word.replaceAll('-', '_')}`)).map((word) => `${path}: ${word}`))
  },

  'no sentence promises what no software can keep': (house) =>
    wordFiles(house).flatMap(([path, text]) =>
      text.split('\n').filter((line) => ABSOLUTE[WORD_FILE.exec(path)![1]!]!.test(line) && !LIMITS_KEY.test(line.split(':')[0]!)).map((line) => `${path}: ${line.trim()}`)),

  'a reader is addressed in one form': (house) =>
    wordFiles(house, '(fr|zh)').flatMap(([path, text]) =>
      text.split('\n').filter((line) => FAMILIAR[WORD_FILE.exec(path)![1]!]!.test(line.replace(QUOTED, ''))).map((line) => `${path}: ${line.trim()}`)),
}
