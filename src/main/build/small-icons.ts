import { resolve } from 'node:path'
import type { Plugin } from 'vite'

const MAKER = '\0small-icons'

/** Lets lucide's icons be made by our own few lines (src/ui/drawn-icon.ts). */
export const smallIcons = (maker: string): Plugin => ({
  name: 'small-icons',
  enforce: 'pre',
  apply: 'build',
  resolveId: (source, importer) => (source.endsWith('/createLucideIcon.mjs') && importer?.includes('/lucide-react/dist/esm/icons/') ? MAKER : null),
  load: (id) => (id === MAKER ? `export { drawnIcon as default } from ${JSON.stringify(resolve(maker))}` : null),
})
