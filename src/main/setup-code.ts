import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from './house.ts'

// No letters that look alike when read from a terminal.
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

const CODE = new RegExp(`^[${LETTERS}]{4}(-[${LETTERS}]{4}){2}$`)

const pathOf = (house: House): string => join(house.services.dataFolder, 'setup-code')

/** The one-time code with which the first coordinator sets up a program; the same until it is used. 59 bits. */
export async function currentSetupCode(house: House): Promise<string> {
  const path = pathOf(house)
  if (!existsSync(path) || !CODE.test(readFileSync(path, 'utf8').trim())) {
    const code = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-')
    writeFileSync(path, code, { mode: 0o600, flush: true })
  }
  return readFileSync(path, 'utf8').trim()
}

/**
 * Takes the code out of use if this is it, so that of two who enter it at once one goes on: a rename happens once, whichever process
 * asks. A file that a full disk left empty is no code. `giveBack` is for a set-up that was refused.
 */
export function takeSetupCode(house: House, typed: string): { giveBack(): void } | null {
  const path = pathOf(house), taken = `${path}.taken`
  if (!existsSync(path) || !CODE.test(typed.trim().toUpperCase()) || typed.trim().toUpperCase() !== readFileSync(path, 'utf8').trim()) return null
  try {
    renameSync(path, taken)
  } catch {
    return null
  }
  return { giveBack: () => renameSync(taken, path) }
}

/** After a set-up that went through. */
export const forgetSetupCode = (house: House): void => rmSync(`${pathOf(house)}.taken`, { force: true })
