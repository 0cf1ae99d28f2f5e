import { inTransaction, violated, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import type { Day } from '../../programs/rules/days.ts'
import type { OwnProfile, SupporterRow, Choices } from '../contract.ts'
import { firstDisplayName, MOST_EXPERIENCES, profileRefusal, type Profile, type ProfileRefusal } from '../rules.ts'
import { addAgreement, addPause, agreements, choicesIn, displayNames, dropExperiences, endPause, keepExperiences, keepProfile, profileRows, standingRows } from '../store.ts'
import { supporterStandings } from './standing.ts'

export interface Who {
  readonly person: string
  readonly today: Day
}

/** A supporter's own profile as it is kept, and what is still missing before students see it. */
export const ownProfile = (db: Db, who: Who): Promise<OwnProfile | Refused<'not-found'>> => inTransaction(db, (tx) => ownProfileIn(tx, who))

async function ownProfileIn(tx: Tx, { person, today }: Who): Promise<OwnProfile | Refused<'not-found'>> {
  const [standing] = await supporterStandings(tx, today, person)
  if (!standing) return refuse('not-found')
  const { displayName, cohort, site, languages, topics, about, experiences } = await profileOrFirst(tx, person, standing.fullName)
  return {
    profile: { displayName, cohort, site, languages, topics, about, experiences }, fullName: standing.fullName,
    standing: standing.standing, missing: standing.missing, examines: standing.examines,
    agreementSignedOn: (await agreements(tx)).get(person) ?? null, choices: await choicesIn(tx),
  }
}

/** The profile, or what it would begin with. */
async function profileOrFirst(tx: Tx, person: string, fullName: string): Promise<Profile> {
  const [kept] = await profileRows(tx, person)
  if (kept) return kept
  return { displayName: firstDisplayName(fullName, await displayNames(tx)), cohort: null, site: null, languages: [], topics: [], about: '', experiences: [] }
}

/** Makes sure that there is a profile to hang hours, a pause or an agreement on. */
export async function beginProfile(tx: Tx, person: string): Promise<Refused<'not-found'> | null> {
  const [found] = await standingRows(tx, person)
  if (!found) return refuse('not-found')
  const [kept] = await profileRows(tx, person)
  if (!kept) await keepProfile(tx, person, await profileOrFirst(tx, person, found.fullName))
  return null
}

export type SaveRefusal = ProfileRefusal | 'display-name-taken' | 'not-found' | 'choice-unknown'

/** Saves a supporter's own words about themselves. */
export async function saveProfile(db: Db, who: Who, profile: Profile): Promise<OwnProfile | Refused<SaveRefusal>> {
  const tidy = tidied(profile)
  try {
    return await inTransaction(db, async (tx) => {
      const [found] = await standingRows(tx, who.person)
      if (!found) return refuse('not-found')
      const refusal = profileRefusal(tidy, found.fullName)
      if (refusal) return refuse(refusal)
      const [before] = await profileRows(tx, who.person)
      if (pointsNowhere(tidy, await choicesIn(tx), before)) return refuse('choice-unknown')
      await keepProfile(tx, who.person, tidy)
      await dropExperiences(tx, who.person, tidy.experiences.map((e) => e.wording))
      await keepExperiences(tx, who.person, tidy.experiences, who.today)
      return ownProfileIn(tx, who)
    })
  } catch (failure) {
    if (violated(failure) === 'supporters_display_name_taken') return refuse('display-name-taken')
    throw failure
  }
}

/** What was chosen before may have ended since; only a new choice has to be there. */
function pointsNowhere(profile: Profile, choices: Choices, before?: Profile): boolean {
  const gone = (chosen: string, known: Choices['topics']): boolean => !known.some((choice) => choice.id === chosen)
  return (profile.cohort !== null && profile.cohort !== before?.cohort && gone(profile.cohort, choices.cohorts))
    || (profile.site !== null && profile.site !== before?.site && gone(profile.site, choices.sites))
    || profile.topics.some((topic) => !before?.topics.includes(topic) && gone(topic, choices.topics))
}

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ')

function tidied(profile: Profile): Profile {
  const items = new Map(profile.experiences.map((e) => [oneLine(e.wording), { wording: oneLine(e.wording), shown: e.shown }] as const))
  return {
    ...profile, displayName: oneLine(profile.displayName), about: profile.about.trim(), languages: [...new Set(profile.languages)], topics: [...new Set(profile.topics)],
    experiences: [...items.values()].filter((e) => e.wording !== '').slice(0, MOST_EXPERIENCES),
  }
}

const withProfile = (db: Db, who: Who, change: (tx: Tx) => Promise<unknown>): Promise<OwnProfile | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => {
    const refused = await beginProfile(tx, who.person)
    if (refused) return refused
    await change(tx)
    return ownProfileIn(tx, who)
  })

/** Ends every offer at once, without a reason. Bookings that already stand are for their room to settle. */
export const pauseSupporting = (db: Db, who: Who) => withProfile(db, who, (tx) => addPause(tx, who.person, who.today))

export const resumeSupporting = (db: Db, who: Who) => withProfile(db, who, (tx) => endPause(tx, who.person))

/** The supporter's own signature, on the screen. */
export const signAgreement = (db: Db, who: Who) => withProfile(db, who, (tx) => addAgreement(tx, who.person, who.today))

/** Signed on paper, and noted by a coordinator. */
export async function noteAgreement(db: Db, who: Who, signedOn: Day): Promise<{ signedOn: Day } | Refused<'not-found' | 'day-in-future'>> {
  if (signedOn > who.today) return refuse('day-in-future')
  const answer = await withProfile(db, who, (tx) => addAgreement(tx, who.person, signedOn))
  return isRefused(answer) ? refuse('not-found') : { signedOn: answer.agreementSignedOn ?? signedOn }
}

/** Every supporter with their standing, for coordinators. */
export const allSupporters = (db: Db, today: Day): Promise<{ supporters: SupporterRow[]; choices: Choices }> =>
  inTransaction(db, async (tx) => {
    const profiles = new Map((await profileRows(tx)).map((p) => [p.person, p]))
    const signed = await agreements(tx)
    const supporters = (await supporterStandings(tx, today)).map(({ person, fullName, standing, missing, examines }) => {
      const { displayName = null, cohort = null, site = null } = profiles.get(person) ?? {}
      return { person, fullName, displayName, cohort, site, standing, missing, examines, agreementSignedOn: signed.get(person) ?? null }
    })
    return { supporters, choices: await choicesIn(tx) }
  })

/** Under which name students know each supporter. */
export const shownNames = async (tx: Tx): Promise<ReadonlyMap<string, string>> =>
  new Map((await profileRows(tx)).map(({ person, displayName }) => [person, displayName]))

export interface ImportedSupporter extends Omit<Profile, 'displayName' | 'experiences'> {
  readonly person: string
  readonly fullName: string
  /** Kept unseen until their owner says yes to each. */
  readonly experiences: readonly string[]
  readonly agreementSignedOn: Day | null
}

/** A supporter from a spreadsheet, whose person and role already exist. A profile that is already there stays as it is. */
export async function addImportedSupporter(tx: Tx, input: ImportedSupporter, today: Day): Promise<'added' | 'already-there'> {
  const { person, fullName, cohort, site, languages, topics, about } = input
  const [kept] = await profileRows(tx, person)
  if (!kept) {
    await keepProfile(tx, person, { displayName: firstDisplayName(fullName, await displayNames(tx)), cohort, site, languages, topics, about })
    await keepExperiences(tx, person, input.experiences.map((wording) => ({ wording, shown: false })), today)
  }
  if (input.agreementSignedOn) await addAgreement(tx, person, input.agreementSignedOn)
  return kept ? 'already-there' : 'added'
}
