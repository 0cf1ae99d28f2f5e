import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { LOCALES, type Locale } from '../../../ui/same-words.ts'
import type { Limits, Listed, ProgramFace, PublicLine } from '../contract.ts'
import { limitsSections, type LimitsSection, type LimitsText, type LimitsTexts } from '../rules/confidentiality.ts'
import { shownLines, type CrisisLine } from '../rules/crisis-lines.ts'
import type { Day } from '../rules/days.ts'
import { nameIn, type Names } from '../rules/names.ts'
import { settingsOf, type ProgramSettings } from '../rules/settings.ts'
import { listLines } from '../store/crisis-lines.ts'
import { findPublishedText } from '../store/limits.ts'
import { findMinorsAnswer } from '../store/opening.ts'
import { listCohorts, listSites, listTopics, readProgram } from '../store/program.ts'
import { words as en } from '../words/en.ts'
import { words as fr } from '../words/fr.ts'
import { words as zh } from '../words/zh.ts'
import { doorNow } from './door.ts'

const words = { en, fr, zh }

type Here = Pick<Knock, 'db' | 'locale'>

/** What anybody may know: names in the reader's language, what is offered, whether the doors are open. */
export const programFace = ({ db, locale }: Here): Promise<ProgramFace> =>
  inTransaction(db, async (tx) => {
    const program = await readProgram(tx)
    const settings = settingsOf(program.settings)
    const listed = (items: readonly { id: string; names: Names }[]): Listed[] => items.map(({ id, names }) => ({ id, name: nameIn(names, locale) }))
    const topics = (await listTopics(tx)).filter((topic) => !topic.retired)
    return {
      publicName: nameIn(program.publicNames, locale), iconColour: program.iconColour, locales: program.locales, timeZone: program.timeZone, country: program.country,
      door: await doorNow(tx), cohorts: listed(await listCohorts(tx)), sites: listed(await listSites(tx)),
      topics: topics.map(({ id, key, names, escalates }) => ({ id, key, name: nameIn(names, locale), escalates })),
      formats: settings.formats, slotMinutes: settings.slotMinutes, horizonDays: settings.horizonDays, cancelNoticeMinutes: settings.cancelNoticeMinutes,
      responseHours: settings.responseHours, limitsVersion: (await findPublishedText(tx))?.version ?? null,
    }
  })

/** The published limits, to read before a first contact. */
export const publishedLimits = ({ db, locale }: Here): Promise<Limits | Refused<'not-open-yet'>> =>
  inTransaction<Limits | Refused<'not-open-yet'>>(db, async (tx) => {
    const published = await findPublishedText(tx)
    const text = published && textIn(published.texts, locale)
    if (!published || !text) return refuse('not-open-yet')
    const minors = (await findMinorsAnswer(tx))?.answer === 'yes', w = words[locale]
    return { version: published.version, title: w.limits_title, sections: limitsSections(text, minors, w), acknowledge: w.limits_acknowledge }
  })

const textIn = (texts: LimitsTexts, locale: Locale): LimitsText | undefined => texts[locale] ?? LOCALES.map((other) => texts[other]).find(Boolean)

/** What the public privacy page says of this program beyond what holds for every program. */
export interface PrivacyFacts {
  readonly limits: { readonly version: number; readonly reviewedOn: Day; readonly title: string; readonly sections: readonly LimitsSection[] } | null
  readonly settings: ProgramSettings
}

export const privacyFacts = ({ db, locale }: Here): Promise<PrivacyFacts> =>
  inTransaction(db, async (tx) => {
    const published = await findPublishedText(tx)
    const text = published && textIn(published.texts, locale)
    const minors = (await findMinorsAnswer(tx))?.answer === 'yes', w = words[locale]
    return {
      settings: settingsOf((await readProgram(tx)).settings),
      limits: published && text ? { version: published.version, reviewedOn: published.reviewedOn, title: w.limits_title, sections: limitsSections(text, minors, w) } : null,
    }
  })

/** What the help page shows, in its order; open to anybody, at any hour, whatever the doors. */
export const crisisLinesOf = (db: Db): Promise<CrisisLine[]> => inTransaction(db, async (tx) => shownLines(await listLines(tx)))

/** The same for the door: who checked a line is the staff's own business. */
export const publicLines = async ({ db }: Pick<Here, 'db'>): Promise<PublicLine[]> => (await crisisLinesOf(db)).map(publicLine)

const publicLine = ({ checkedBy: _who, packKey: _pack, packReadOn: _read, pairedWith: _pair, sourceUrl: _source, ...line }: CrisisLine): PublicLine => line
