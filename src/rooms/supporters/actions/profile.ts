import { inTransaction, violated, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Day } from '../../programs/rules/days.ts'
import { firstDisplayName, MOST_EXPERIENCES, profileRefusal, type Profile, type ProfileRefusal } from '../rules.ts'
import { addAgreement, addPause, agreementOf, displayNames, dropExperiences, endPause, keepExperiences, keepProfile, knownIn, profileRows, standingRows } from '../store.ts'
import { supporterStandings, type SupporterStanding } from './standing.ts'

export interface OwnProfile {
  readonly profile: Profile
  readonly standing: SupporterStanding
  readonly agreementSignedOn: Day | null
}

/** A supporter's own profile as it is kept, and what is still missing before students see it. */
export const ownProfile = (db: Db, person: string, today: Day): Promise<OwnProfile | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => {
    const [standing] = await supporterStandings(tx, today, person)
    if (!standing) return refuse('not-found')
    const profile = await profileOrFirst(tx, person, standing.fullName)
    return { profile, standing, agreementSignedOn: await agreementOf(tx, person) }
  })

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
export async function saveProfile(db: Db, person: string, profile: Profile, today: Day): Promise<{ saved: true } | Refused<SaveRefusal>> {
  const tidy = tidied(profile)
  try {
    return await inTransaction(db, async (tx) => {
      const [found] = await standingRows(tx, person)
      if (!found) return refuse('not-found')
      const refusal = profileRefusal(tidy, found.fullName)
      if (refusal) return refuse(refusal)
      const known = await knownIn(tx)
      const [before] = await profileRows(tx, person)
      if (pointsNowhere(tidy, known, before)) return refuse('choice-unknown')
      await keepProfile(tx, person, tidy)
      await dropExperiences(tx, person, tidy.experiences.map((e) => e.wording))
      await keepExperiences(tx, person, tidy.experiences, today)
      return { saved: true }
    })
  } catch (failure) {
    if (violated(failure) === 'supporters_display_name_taken') return refuse('display-name-taken')
    throw failure
  }
}

const pointsNowhere = (profile: Profile, known: { cohorts: readonly string[]; sites: readonly string[]; topics: readonly string[] }, before?: Profile): boolean =>
  (profile.cohort !== null && profile.cohort !== before?.cohort && !known.cohorts.includes(profile.cohort))
  || (profile.site !== null && profile.site !== before?.site && !known.sites.includes(profile.site))
  || profile.topics.some((topic) => !known.topics.includes(topic) && !before?.topics.includes(topic))

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ')

function tidied(profile: Profile): Profile {
  const items = new Map(profile.experiences.map((e) => [oneLine(e.wording), { wording: oneLine(e.wording), shown: e.shown }] as const))
  return {
    ...profile, displayName: oneLine(profile.displayName), about: profile.about.trim(), languages: [...new Set(profile.languages)], topics: [...new Set(profile.topics)],
    experiences: [...items.values()].filter((e) => e.wording !== '').slice(0, MOST_EXPERIENCES),
  }
}

/** Ends every offer at once, without a reason. Bookings that already stand are for their room to settle. */
export const pauseSupporting = (db: Db, person: string, today: Day): Promise<{ paused: true } | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => {
    const refused = await beginProfile(tx, person)
    if (refused) return refused
    await addPause(tx, person, today)
    return { paused: true }
  })

export const resumeSupporting = (db: Db, person: string): Promise<{ paused: false } | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => {
    const refused = await beginProfile(tx, person)
    if (refused) return refused
    await endPause(tx, person)
    return { paused: false }
  })

/** The confidentiality agreement: signed by the supporter on the screen, or on paper and noted by a coordinator. */
export const signAgreement = (db: Db, person: string, { signedOn, today }: { signedOn: Day; today: Day }): Promise<{ signedOn: Day } | Refused<'not-found' | 'day-in-future'>> =>
  inTransaction(db, async (tx) => {
    if (signedOn > today) return refuse('day-in-future')
    const refused = await beginProfile(tx, person)
    if (refused) return refused
    await addAgreement(tx, person, signedOn)
    return { signedOn }
  })

export interface ImportedSupporter extends Omit<Profile, 'displayName' | 'experiences'> {
  readonly person: string
  /** Kept unseen until their owner says yes to each. */
  readonly experiences: readonly string[]
  readonly agreementSignedOn: Day | null
}

/** A supporter from a spreadsheet, whose person already exists. A profile that is already there stays as it is. */
export async function addImportedSupporter(tx: Tx, input: ImportedSupporter, fullName: string, today: Day): Promise<'added' | 'already-there'> {
  const [kept] = await profileRows(tx, input.person)
  if (!kept) {
    await keepProfile(tx, input.person, { ...input, displayName: firstDisplayName(fullName, await displayNames(tx)) })
    await keepExperiences(tx, input.person, input.experiences.map((wording) => ({ wording, shown: false })), today)
  }
  if (input.agreementSignedOn) await addAgreement(tx, input.person, input.agreementSignedOn)
  return kept ? 'already-there' : 'added'
}
