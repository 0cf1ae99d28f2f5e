import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { LimitsPack, LimitsSheet } from '../contract.ts'
import { publishedVersion, textProblems, type LimitsTexts } from '../rules/confidentiality.ts'
import type { Day } from '../rules/days.ts'
import { fittingPack, limitsFromPack, type LimitsPackFile } from '../rules/packs.ts'
import { insertReview, insertTextVersion, listTextVersions } from '../store/limits.ts'
import { lockProgram, readProgram } from '../store/program.ts'
import { limitsFrame, limitsPacks } from './packs.ts'
import { today, type Visiting } from './settings.ts'

export const readLimits = (here: Visiting): Promise<LimitsSheet> => inTransaction(here.db, sheet)

async function sheet(tx: Tx): Promise<LimitsSheet> {
  const versions = await listTextVersions(tx)
  const { country, region } = await readProgram(tx)
  const packs = limitsPacks()
  return { versions, packs: packs.map(shown), fitting: fittingPack(packs, country, region).key, published: publishedVersion(versions)?.version ?? null }
}

const shown = ({ key, names, orientation }: LimitsPackFile): LimitsPack => ({ key, names, orientation })

export async function readPack(key: string): Promise<{ pack: LimitsPack; texts: LimitsTexts } | Refused<'not-found'>> {
  const pack = limitsPacks().find((one) => one.key === key)
  return pack ? { pack: shown(pack), texts: limitsFromPack(limitsFrame(), pack) } : refuse('not-found')
}

/** A new version. Nobody sees it before it is reviewed. */
export const writeText = (here: Visiting, input: { pack: string; texts: LimitsTexts }): Promise<LimitsSheet | Refused<'text-incomplete'>> =>
  inTransaction<LimitsSheet | Refused<'text-incomplete'>>(here.db, async (tx) => {
    await lockProgram(tx)
    const { locales } = await readProgram(tx)
    const problems = textProblems(input.texts, locales)
    if (problems.length) return refuse('text-incomplete', { problems })
    const version = await insertTextVersion(tx, { ...input, by: here.proof.person, on: today(here) })
    await writeAudit(tx, { person: here.proof.person, event: 'limits-written', day: today(here), detail: String(version) })
    return sheet(tx)
  })

type ReviewRefusal = 'text-incomplete' | 'day-ahead' | 'day-before' | 'reviewed-already' | 'not-found'

/** Records who read a version and the duties behind it, and when; from then on it is what students see. */
export const reviewText = (here: Visiting, version: number, review: { reviewer: string; reviewedOn: Day }): Promise<LimitsSheet | Refused<ReviewRefusal>> =>
  inTransaction<LimitsSheet | Refused<ReviewRefusal>>(here.db, async (tx) => {
    if (review.reviewedOn > today(here)) return refuse('day-ahead')
    const text = (await listTextVersions(tx)).find((one) => one.version === version)
    if (!text) return refuse('not-found')
    if (review.reviewedOn < text.writtenOn) return refuse('day-before')
    const problems = textProblems(text.texts, (await readProgram(tx)).locales)
    if (problems.length) return refuse('text-incomplete', { problems })
    if (!(await insertReview(tx, { version, reviewer: review.reviewer, on: review.reviewedOn, by: here.proof.person }))) return refuse('reviewed-already')
    await writeAudit(tx, { person: here.proof.person, event: 'limits-reviewed', day: today(here), detail: String(version) })
    return sheet(tx)
  })
