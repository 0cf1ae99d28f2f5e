import { createHash } from 'node:crypto'
import { LOCALES, type Locale } from '../ui/same-words.ts'
import { issuerWords } from './sentences.ts'

const STYLE = `:root{color-scheme:light dark}body{font:1.05rem/1.55 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;background:#faf8f4;color:#1d2b2f}
h1{font-size:1.5rem;line-height:1.25}a{color:#0b6060}ul{list-style:none;padding:0;display:flex;gap:1rem;font-size:.95rem}
@media(prefers-color-scheme:dark){body{background:#11181b;color:#e6ecec}a{color:#7fd0cb}}`

/** No script at all: this host serves nothing that could touch a key. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

const TAGS: Readonly<Record<Locale, string>> = { en: 'en-CA', fr: 'fr-CA', zh: 'zh-Hans' }
const OWN_NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français', zh: '中文' }

export interface PlainPage {
  readonly locale: Locale
  /** What this address is, or why somebody landed on it. */
  readonly about: 'issuer' | 'stale' | 'missing'
  readonly signOn: boolean
  /** Where the program's pages are. */
  readonly back: string
}

/** One plain page in three languages. Nothing that was sent stands on it. */
export function issuerPage({ locale, about, signOn, back }: PlainPage): string {
  const w = issuerWords[locale]
  const texts = about === 'issuer' ? [w.page_what, w.page_apart, signOn ? w.page_school : w.page_cards] : [about === 'stale' ? w.page_stale : w.page_missing]
  return `<!doctype html>
<html lang="${TAGS[locale]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${w.page_title}</title><style>${STYLE}</style></head>
<body><main><h1>${w.page_title}</h1>
${texts.map((text) => `<p>${text}</p>`).join('\n')}
<p><a href="${encodeURI(back)}" rel="noreferrer">${w.page_back}</a></p></main>
<nav aria-label="${w.page_languages}"><ul>${LOCALES.map((one) => `<li><a href="?lang=${one}" lang="${TAGS[one]}"${one === locale ? ' aria-current="true"' : ''}>${OWN_NAMES[one]}</a></li>`).join('')}</ul></nav>
</body></html>
`
}
