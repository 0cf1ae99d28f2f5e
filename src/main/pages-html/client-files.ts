import type { Locale } from '../../ui/same-words.ts'

/** Where the built files are: found once in the build's own manifest. */
export interface ClientFiles {
  /** index.html with its gaps. */
  readonly template: string
  readonly plainScript: string
  readonly plainStyles: readonly string[]
  readonly font: string | null
  /** The words a student's page needs first, so that the browser asks for them at once. */
  words(locale: Locale): string | null
}

interface Entry {
  file: string
  css?: string[]
  imports?: string[]
}

const PLAIN = 'src/main/pages/plain.ts'

/** Reads the files of a build; null where there is none yet. */
export function clientFiles(assets: { text(path: string): string | null; names(): readonly string[] }): ClientFiles | null {
  const template = assets.text('/index.html')
  const manifest = assets.text('/manifest.json')
  if (template === null || manifest === null) return null
  const entries = JSON.parse(manifest) as Record<string, Entry>
  const names = assets.names()
  const named = (start: string) => names.find((name) => name.startsWith(`/assets/${start}-`)) ?? null
  return {
    template,
    plainScript: `/${entries[PLAIN]?.file}`,
    plainStyles: stylesOf(entries, PLAIN).map((file) => `/${file}`),
    font: names.find((name) => name.startsWith('/assets/figtree-latin-wght') && name.endsWith('.woff2')) ?? null,
    words: (locale) => named(`words-${locale}`),
  }
}

function stylesOf(entries: Record<string, Entry>, key: string, seen = new Set<string>()): string[] {
  if (seen.has(key)) return []
  seen.add(key)
  const entry = entries[key]
  return entry ? [...new Set([...(entry.imports ?? []).flatMap((next) => stylesOf(entries, next, seen)), ...(entry.css ?? [])])] : []
}
