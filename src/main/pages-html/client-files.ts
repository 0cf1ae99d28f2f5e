import { type BuildManifest, integrityOf, MANIFEST } from '../build-manifest.ts'
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
  /** The hash that a page states beside a script or style, so that the browser refuses any other content. */
  integrity(file: string): string
}

interface Plain {
  script: string
  styles: string[]
}

/** Reads the files of a build; null where there is none yet. */
export function clientFiles(assets: { text(path: string): string | null; names(): readonly string[] }): ClientFiles | null {
  const template = assets.text('/index.html')
  const plain = assets.text('/plain.json')
  const manifest = assets.text(MANIFEST)
  if (template === null || plain === null || manifest === null) return null
  const { script, styles } = JSON.parse(plain) as Plain
  const { files } = JSON.parse(manifest) as BuildManifest
  const names = assets.names()
  return {
    template,
    plainScript: `/${script}`,
    plainStyles: styles.map((file) => `/${file}`),
    font: names.find((name) => name.startsWith('/assets/figtree-latin-wght') && name.endsWith('.woff2')) ?? null,
    words: (locale) => names.find((name) => name.startsWith(`/assets/words-${locale}-`)) ?? null,
    integrity: (file) => integrityOf(files[file] ?? ''),
  }
}
