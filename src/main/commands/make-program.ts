import { randomUUID } from 'node:crypto'
import { dayIn } from '../../platform/clock.ts'
import { isRefused } from '../../platform/refusals.ts'
import { createProgram } from '../../rooms/programs/actions.ts'
import type { House } from '../house.ts'
import { programDirectory, type ProgramPage } from '../program-directory.ts'
import { EXIT, Stop, textOption, type Call } from './command.ts'

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/

/** The program of this name, made with defaults where there is none. */
export async function makeProgram(house: House, slug: string): Promise<ProgramPage> {
  const found = await programDirectory(house).bySlug(slug)
  if (found) return found
  if (!SLUG.test(slug)) throw new Stop(`"${slug}" cannot be a program's name in the address: use 2 to 40 small letters, digits and hyphens.`, EXIT.wrongCall)
  const made = await createProgram({ program: randomUUID(), pool: house.pool }, { slug, today: dayIn('America/Toronto', house.services.clock.now()) })
  if (isRefused(made)) throw new Stop(`The name "${slug}" is taken: choose another.`, EXIT.refused)
  return (await programDirectory(house).bySlug(slug))!
}

/** The program that a command is about: the one named, made where there is none; or the only one there is. */
export async function programOf(house: House, call: Call): Promise<ProgramPage> {
  const slug = textOption(call, 'program')
  if (slug) return makeProgram(house, slug)
  const programs = await programDirectory(house).all()
  if (programs.length === 1) return programs[0]!
  throw new Stop(programs.length ? `There are several programs: name one with --program (${programs.map((p) => p.slug).join(', ')}).` : 'There is no program yet: add --program SLUG and one is made with defaults.', EXIT.wrongCall)
}
