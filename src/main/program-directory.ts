import type { ProgramHere } from '../platform/http/doors.ts'
import type { Locale } from '../ui/same-words.ts'
import type { House } from './house.ts'

export interface Listed {
  readonly slug: string
  readonly publicNames: Readonly<Partial<Record<Locale, string>>>
}

export interface ProgramPage extends ProgramHere {
  readonly publicNames: Readonly<Partial<Record<Locale, string>>>
  readonly iconColour: string
  readonly demonstration: boolean
}

export interface ProgramDirectory {
  bySlug(slug: string): Promise<ProgramPage | null>
  list(): Promise<readonly Listed[]>
  all(): Promise<readonly ProgramPage[]>
}

const SLUG = /^[a-z0-9-]{2,40}$/
const FRESH_MS = 2000

/** Finds programs by the word in the address. Answers are kept for two seconds: names and zones hardly ever change. */
export function programDirectory({ pool }: House): ProgramDirectory {
  const kept = new Map<string, { page: ProgramPage | null; until: number }>()

  async function find(slug: string): Promise<ProgramPage | null> {
    const connection = await pool.connect()
    try {
      const found = await connection.statement<Row>('select * from program_by_slug($1)', [slug])
      return found.rows[0] ? pageOf(found.rows[0]) : null
    } finally {
      connection.release()
    }
  }

  async function bySlug(slug: string): Promise<ProgramPage | null> {
    if (!SLUG.test(slug)) return null
    const now = performance.now()
    const known = kept.get(slug)
    if (known && known.until > now) return known.page
    // A database that does not answer leaves the page as it was: help must open.
    const page = await find(slug).catch((failure: unknown) => {
      if (known?.page) return known.page
      throw failure
    })
    if (kept.size > 1000) kept.clear()
    if (page) kept.set(slug, { page, until: now + FRESH_MS })
    return page
  }

  async function list(): Promise<Listed[]> {
    const connection = await pool.connect()
    try {
      const found = await connection.statement<{ slug: string; public_names: Listed['publicNames'] }>('select slug, public_names from list_programs()', [])
      return found.rows.map((row) => ({ slug: row.slug, publicNames: row.public_names }))
    } finally {
      connection.release()
    }
  }

  return { bySlug, list, all: async () => (await Promise.all((await list()).map((p) => bySlug(p.slug)))).filter((p) => p !== null) }
}

interface Row {
  id: string; slug: string; time_zone: string; country: string; locales: Locale[]; public_names: ProgramPage['publicNames']; icon_colour: string; demonstration: boolean
}
const pageOf = (row: Row): ProgramPage => ({
  id: row.id, slug: row.slug, timeZone: row.time_zone, country: row.country, locales: row.locales, publicNames: row.public_names, iconColour: row.icon_colour, demonstration: row.demonstration,
})
