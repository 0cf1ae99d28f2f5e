import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { textProblems } from '../rules/confidentiality.ts'
import { isTimeZone, type Day } from '../rules/days.ts'
import { sameNames, tidyNames, type Names } from '../rules/names.ts'
import { settingRefusal, settingsOf, type IconColour, type ProgramSettings, type SettingRefusal } from '../rules/settings.ts'
import type { NamedItem, ProgramSheet } from '../contract.ts'
import {
  addSetupStep, insertTopics, listCohorts, listSetupSteps, listSites, listTopics, lockProgram, readProgram, updateNames, updatePlace, updateSettings, updateTopics,
  writeCohorts, writeSites, type ProgramRow,
} from '../store/program.ts'
import { findPublishedText } from '../store/limits.ts'
import { settleInPlace } from './creation.ts'
import { packCountries } from './packs.ts'
import { doorNow } from './door.ts'

/** Who sits at the desk; the people room knows more about them. */
export interface AtDesk {
  readonly person: string
  readonly fullName: string
}
export type Visiting = Pick<Knock, 'db' | 'program' | 'now'> & { readonly proof: AtDesk }
export const today = (here: Pick<Knock, 'program' | 'now'>): Day => dayIn(here.program.timeZone, here.now)

export const readSheet = (here: Visiting): Promise<ProgramSheet> => inTransaction(here.db, sheet)

async function sheet(tx: Tx): Promise<ProgramSheet> {
  const { settings, ...program } = await readProgram(tx)
  return {
    ...program, settings: settingsOf(settings), cohorts: await listCohorts(tx), sites: await listSites(tx), topics: await listTopics(tx),
    setupDone: await listSetupSteps(tx), door: await doorNow(tx), packCountries: packCountries(),
  }
}

/** Runs a change, notes who made it and answers with the whole sheet. */
const change = <W extends string>(here: Visiting, event: string, work: (tx: Tx) => Promise<Refused<W> | void>): Promise<ProgramSheet | Refused<W>> =>
  inTransaction<ProgramSheet | Refused<W>>(here.db, async (tx) => {
    await lockProgram(tx)
    const refused = await work(tx)
    if (refused) return refused
    await writeAudit(tx, { person: here.proof.person, event, day: today(here) })
    return sheet(tx)
  })

export const saveNames = (here: Visiting, to: { names: Names; publicNames: Names; iconColour: IconColour }) =>
  change<'name-missing'>(here, 'names-changed', async (tx) => {
    const names = tidyNames(to.names), publicNames = tidyNames(to.publicNames)
    if (!names || !publicNames) return refuse('name-missing')
    await updateNames(tx, { names, publicNames, iconColour: to.iconColour })
  })

type Place = Pick<ProgramRow, 'country' | 'region' | 'locales' | 'timeZone'>

/** Another country has other crisis lines and other law, so the doors are closed first; another language waits for its limits text. */
export const savePlace = (here: Visiting, to: Place) =>
  change<'zone-unknown' | 'close-first' | 'text-incomplete'>(here, 'place-changed', async (tx) => {
    if (!isTimeZone(to.timeZone)) return refuse('zone-unknown')
    const from = await readProgram(tx)
    const moves = from.country !== to.country || from.region !== to.region
    const open = (await doorNow(tx)) === 'open'
    if (moves && open) return refuse('close-first')
    const published = await findPublishedText(tx)
    if (open && published && textProblems(published.texts, to.locales).length) return refuse('text-incomplete')
    await updatePlace(tx, to)
    if (moves) await settleInPlace(tx, to.country, to.region, today(here))
  })

/** A setting may be sent alone; what was not sent stays. */
export type SettingsChange = { readonly [K in keyof ProgramSettings]?: ProgramSettings[K] | undefined }

export const saveSettings = (here: Visiting, to: SettingsChange) =>
  change<SettingRefusal>(here, 'settings-changed', async (tx) => {
    const { settings } = await readProgram(tx)
    const refusal = settingRefusal(settingsOf({ ...settings, ...to }))
    if (refusal) return refuse(refusal)
    await updateSettings(tx, to)
  })

type Items = readonly { readonly id?: string | undefined; readonly names: Names }[]

const tidied = (items: Items): { id?: string | undefined; names: Names }[] | null => {
  const tidy = items.map((item) => ({ ...item, names: tidyNames(item.names) }))
  return tidy.every((item): item is NamedItem & { names: Names } => item.names !== null) ? tidy : null
}

/** A cohort left out has ended; an open program keeps at least one, because the assessor firewall is asked by cohort. */
export const saveCohorts = (here: Visiting, items: Items) =>
  change<'name-missing' | 'close-first'>(here, 'cohorts-changed', async (tx) => {
    const tidy = tidied(items)
    if (!tidy) return refuse('name-missing')
    if (!tidy.length && (await doorNow(tx)) === 'open') return refuse('close-first')
    await writeCohorts(tx, tidy, today(here))
    // Noted here and not by the wizard: from now on the firewall asks about the new cohorts, also whoever just added them.
    await addSetupStep(tx, 'cohorts', today(here))
  })

export const saveSites = (here: Visiting, items: Items) =>
  change<'name-missing'>(here, 'sites-changed', async (tx) => {
    const tidy = tidied(items)
    if (!tidy) return refuse('name-missing')
    await writeSites(tx, tidy, today(here))
  })

/** Topics are renamed, reordered, retired and added, never removed: records of the past name them. */
export const saveTopics = (here: Visiting, items: readonly { id?: string | undefined; names: Names; retired: boolean }[]) =>
  change<'name-missing'>(here, 'topics-changed', async (tx) => {
    const tidy = tidied(items)
    if (!tidy) return refuse('name-missing')
    const known = await listTopics(tx)
    const wanted = recognised(tidy.map((item, at) => ({ ...item, retired: items[at]!.retired })), known)
    await updateTopics(tx, wanted.flatMap((item, position) => (item.id ? [{ ...item, id: item.id, position }] : [])), today(here))
    const fresh = wanted.filter((item) => !item.id).map(({ names, retired }, index) => ({ key: `own-${known.length + index + 1}`, names, escalates: false, retired }))
    if (fresh.length) await insertTopics(tx, fresh, wanted.length - fresh.length, today(here))
  })

interface TopicWish {
  readonly id?: string | undefined
  readonly names: Names
  readonly retired: boolean
}

/** A topic of the same names is the same topic: a list sent twice, as after an answer that was lost, adds nothing twice. */
function recognised(wishes: readonly TopicWish[], known: readonly NamedItem[]): TopicWish[] {
  const listed = new Set(wishes.map(({ id }) => id))
  const unlisted = known.filter(({ id }) => !listed.has(id))
  // Beside one that was retired a new one of its name may stand.
  const repeats = (wish: TopicWish, at: number): boolean => wishes.some((other, place) => (other.id ? !other.retired : place < at) && sameNames(other.names, wish.names))
  return wishes.filter((wish, at) => wish.id || !repeats(wish, at)).map((wish) => ({ ...wish, id: wish.id ?? unlisted.find(({ names }) => sameNames(names, wish.names))?.id }))
}

export const finishStep = (here: Visiting, step: string): Promise<{ done: readonly string[] }> =>
  inTransaction(here.db, async (tx) => {
    await addSetupStep(tx, step, today(here))
    return { done: await listSetupSteps(tx) }
  })
