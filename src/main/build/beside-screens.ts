import type { Plugin } from 'vite'

/**
 * A screen comes with all its files at once. What a button or a language asks for is small and mostly here already, so its files follow one
 * another: the first download, which names them, is lighter by that list.
 */
export function besideScreens(): Plugin {
  const screens = new Set<string>()
  return {
    name: 'beside-screens',
    apply: 'build',
    config: () => ({ build: { modulePreload: { polyfill: false, resolveDependencies: (file, files, { hostType }) => (hostType === 'html' || screens.has(file) ? files : []) } } }),
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.facadeModuleId?.endsWith('.tsx')) screens.add(file.fileName)
      },
    },
  }
}
