import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from './house.ts'

// No letters that look alike when read from a terminal.
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

const pathOf = (house: House): string => join(house.services.dataFolder, 'setup-code')

/** The one-time code with which the first coordinator sets up a program; the same until it is used. 59 bits. */
export async function currentSetupCode(house: House): Promise<string> {
  const path = pathOf(house)
  if (!existsSync(path)) {
    const code = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-')
    writeFileSync(path, code, { mode: 0o600, flush: true })
  }
  return readFileSync(path, 'utf8').trim()
}

export const isSetupCode = (house: House, typed: string): boolean =>
  existsSync(pathOf(house)) && typed.trim().toUpperCase() === readFileSync(pathOf(house), 'utf8').trim()

export const useUpSetupCode = (house: House): void => rmSync(pathOf(house), { force: true })
