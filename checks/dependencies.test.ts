import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { codeOf, importsOf, isTest, readHouse } from './house.ts'
import { textOf } from './source-files.ts'

interface Manifest { dependencies: Record<string, string>; devDependencies: Record<string, string>; optionalDependencies: Record<string, string>; license: string; engines: { node: string } }

const manifest = JSON.parse(textOf('package.json')) as Manifest
const { dependencies, devDependencies, optionalDependencies } = manifest
const lock = textOf('package-lock.json')
const house = readHouse()

/** The package a path belongs to: @scope/name/part is @scope/name. */
const packageOf = (path: string): string => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')
const loose = (versions: Record<string, string>): string[] => Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name]) => name)
const unexplained = (names: string[], text: string): string[] => names.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`\`${name.split('/')[0]!}/*\``))

describe('what the program is made of', () => {
  test('every version is exact', () => {
    expect([dependencies, devDependencies, optionalDependencies].flatMap(loose)).toEqual([])
    expect(loose({ kysely: '^0.29.9' })).toEqual(['kysely'])
  })
  test('every runtime dependency is explained in docs/dependencies.md', () => {
    const explained = house.get('docs/dependencies.md') ?? ''
    expect(unexplained([...Object.keys(dependencies), ...Object.keys(optionalDependencies)], explained)).toEqual([])
    expect(unexplained(['left-pad'], explained)).toEqual(['left-pad'])
  })
  test('what the program imports is a runtime dependency', () => {
    const imported = [...house].filter(([path]) => /^src\/.*\.tsx?$/.test(path) && !isTest(path)).flatMap(([path, text]) => importsOf(path, codeOf(text)))
      .filter(({ to, typeOnly }) => !typeOnly && !to.startsWith('src/') && !to.startsWith('node:') && !to.startsWith('.')).map(({ to }) => packageOf(to))
    const buildTools = ['vite', 'virtual:']
    expect([...new Set(imported)].filter((name) => !dependencies[name] && !buildTools.some((tool) => name.startsWith(tool)))).toEqual([])
  })
  test('no runtime dependency lies unused', () => {
    const text = [...house].filter(([path]) => path.startsWith('src/') && /\.(tsx?|css)$/.test(path)).map(([, content]) => content).join('\n')
    expect(Object.keys(dependencies).filter((name) => !new RegExp(`['"\`]${name}(/[^'"\`]*)?['"\`]`).test(text))).toEqual([])
  })
  test('the lockfile names no registry, so that any mirror serves', () => {
    expect(lock).not.toMatch(/"resolved": "https?:/)
  })
  test('the licence is the AGPL, word for word as the FSF publishes it', () => {
    expect(manifest.license).toBe('AGPL-3.0-or-later')
    expect(createHash('sha256').update(textOf('LICENSE')).digest('hex')).toBe('0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0')
  })
})
