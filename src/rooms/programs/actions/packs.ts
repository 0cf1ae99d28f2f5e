import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PackLine } from '../rules/crisis-lines.ts'
import type { LimitsFrame, LimitsPackFile } from '../rules/packs.ts'

const FOLDER = join(import.meta.dirname, '../../../../packs')
const LINES = join(FOLDER, 'crisis-lines')
const LIMITS = join(FOLDER, 'limits')

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const filesIn = (folder: string): string[] => readdirSync(folder).filter((file) => file.endsWith('.json')).toSorted()

const UNSAID = {
  region: null, call: null, textNumber: null, textKeyword: null, chatUrl: null, url: null, hours: null, audiences: {}, pairedWith: null, sourceUrl: null,
} as const

const ANYWHERE = 'anywhere'

/** Countries with crisis lines of their own. */
export const packCountries = (): string[] => filesIn(LINES).map((file) => file.replace('.json', '')).filter((code) => code !== ANYWHERE).map((code) => code.toUpperCase())

/** The country's lines; where there is no pack, the two directories that know lines anywhere. */
export function packLines(country: string): PackLine[] {
  const code = packCountries().includes(country) ? country.toLowerCase() : ANYWHERE
  return (read(join(LINES, `${code}.json`)) as Partial<PackLine>[]).map((line) => ({ ...UNSAID, ...line }) as PackLine)
}

export const limitsFrame = (): LimitsFrame => read(join(LIMITS, 'base.json')) as LimitsFrame

export const limitsPacks = (): LimitsPackFile[] => filesIn(LIMITS).filter((file) => file !== 'base.json').map((file) => read(join(LIMITS, file)) as LimitsPackFile)
