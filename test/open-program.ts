import { randomBytes, randomUUID } from 'node:crypto'
import type { ProgramHere } from '../src/platform/http/doors.ts'
import type { AccountKeys } from '../src/sealed/account-keys.ts'
import type { TestDatabase } from './database.ts'

/** A program whose doors are open, set directly: for tests of what happens after the opening. */
export interface OpenProgram {
  readonly here: ProgramHere
  readonly cohort: string
  readonly place: string
  /** A supporter who is ready, with the keys of this device or drawn ones, with weekly hours on Monday (1) to Sunday (7), in local minutes after midnight. */
  addSupporter(name: string, hours?: readonly SceneHours[], device?: Pick<AccountKeys, 'account' | 'pkAuth' | 'pkHpke'>): Promise<{ id: string; account: string; keys: { pkAuth: Buffer; pkHpke: Buffer } }>
  /** Hours that are added later. */
  addHours(supporter: string, hours: SceneHours): Promise<void>
}

export interface SceneHours {
  readonly weekday: number
  readonly starts: number
  readonly ends: number
  readonly kind?: 'bookable' | 'drop-in'
  readonly formats?: readonly string[]
}

const LIMITS = {
  promise: 'What you say stays between you.', passedOn: ['If a life is in danger.'], nameless: 'Nobody can find you unless you say where you are.',
  inPerson: 'If you meet, you may be recognised.', privilege: 'The law does not protect it.', career: 'Coming here is not noted.', minors: '',
}

/** Without a checked emergency number and crisis line no program is open. */
export const checkedLines = ({ owner }: Pick<TestDatabase, 'owner'>, program: string): Promise<unknown> =>
  owner(`with lines as (insert into crisis_lines (program, kind, names, call, languages, school_is_told, position)
      select $1, kind, jsonb_build_object('en', kind), call, '{en}', 'no', 1 from (values ('emergency', '911'), ('crisis', '988')) as l(kind, call) returning program, id)
    insert into crisis_line_checks (program, line, checked_by, checked_on) select program, id, 'Carla Mendes', '2026-09-01' from lines`, [program])

export async function openProgram(database: Pick<TestDatabase, 'program' | 'owner'>, slug = 'ridgeway'): Promise<OpenProgram> {
  const { program } = await database.program(slug)
  const inProgram = async <R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> => database.owner<R>(text, values)
  const [cohort, place] = [randomUUID(), randomUUID()]
  await inProgram(`insert into cohorts (program, id, names, position) values ($1, $2, '{"en":"MD1"}', 1)`, [program, cohort])
  await inProgram(`insert into meeting_places (program, id, name, directions) values ($1, $2, 'Room 12', 'Second floor')`, [program, place])
  await inProgram(`update programs set settings = '{"programPhone":"+1 613 555 0100","programVideoLink":"https://meet.example/ridgeway"}' where id = $1`, [program])
  for (const [i, key] of ['studies', 'sleep', 'crisis'].entries()) {
    await inProgram(`insert into topics (program, key, names, position, escalates) values ($1, $2, jsonb_build_object('en', initcap($2), 'fr', initcap($2), 'zh', $2), $3, $2 = 'crisis')`, [program, key, i])
  }
  await inProgram(`insert into confidentiality_texts (program, version, pack, texts, written_on) values ($1, 1, 'CA', $2, '2026-09-01')`, [program, JSON.stringify({ en: LIMITS, fr: LIMITS, zh: LIMITS })])
  await inProgram(`insert into confidentiality_reviews (program, version, reviewer, reviewed_on) values ($1, 1, 'Dario Ricci', '2026-09-01')`, [program])
  await checkedLines(database, program)
  await inProgram(`insert into program_openings (program, opened_at) values ($1, '2026-09-01')`, [program])
  // The owner's statements carry no program, so the triggers that count changes have nothing to count on.
  await inProgram(`insert into hours_versions (program, version) values ($1, 1)`, [program])

  const addHours = async (supporter: string, h: SceneHours) => {
    const kind = h.kind ?? 'bookable'
    await inProgram(`insert into weekly_hours (program, supporter, weekday, starts, ends, kind, capacity, formats, place, valid_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2026-01-01')`,
      [program, supporter, h.weekday, h.starts, h.ends, kind, kind === 'drop-in' ? 4 : null, h.formats ?? ['in-person', 'video'], place])
    await inProgram(`update hours_versions set version = version + 1 where program = $1`, [program])
  }

  return {
    here: { id: program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] },
    cohort, place, addHours,
    addSupporter: async (name, hours = [], device) => {
      const id = randomUUID(), account = device?.account ?? randomBytes(16).toString('base64url')
      const keys = { pkAuth: Buffer.from(device?.pkAuth ?? randomBytes(32)), pkHpke: Buffer.from(device?.pkHpke ?? randomBytes(32)) }
      await inProgram(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'staff')`, [program, account, keys.pkAuth, keys.pkHpke])
      for (const kind of ['words', 'passkey']) {
        await inProgram(`insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) values ($1, $2, $3, 1, $4, $5, $6)`,
          [program, account, kind, randomBytes(16), randomBytes(32), randomBytes(60)])
      }
      await inProgram(`insert into people (program, id, account, full_name, joined_on) values ($1, $2, $3, $4, '2026-09-01')`, [program, id, account, name])
      await inProgram(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'supporter', '2026-09-01')`, [program, id])
      await inProgram(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) values ($1, $2, $3, 2026, false, '2026-09-01')`, [program, id, cohort])
      await inProgram(`insert into supporters (program, person, display_name, languages) values ($1, $2, $3, '{en,fr}')`, [program, id, name])
      await inProgram(`insert into supporter_agreements (program, person, signed_on) values ($1, $2, '2026-09-01')`, [program, id])
      await inProgram(`insert into notice_channels (program, person, kind, reach, locale) values ($1, $2, 'mail', jsonb_build_object('address', $3::text), 'en')`, [program, id, `${id}@ridgeway.example`])
      await inProgram(`insert into alert_confirmations (program, person, confirmed_on) values ($1, $2, '2026-09-01')`, [program, id])
      for (const h of hours) await addHours(id, h)
      return { id, account, keys }
    },
  }
}
