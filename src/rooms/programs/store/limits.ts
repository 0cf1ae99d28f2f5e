import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { json } from '../../../platform/db/values.ts'
import type { LimitsTexts, TextVersion } from '../rules/confidentiality.ts'
import type { Day } from '../rules/days.ts'

/** Every version, the newest first. */
export const listTextVersions = (tx: Tx): Promise<TextVersion[]> =>
  rows(tx, sql<TextVersion>`select t.version, t.pack, t.texts, t.written_on::text as "writtenOn",
      case when r.version is not null then jsonb_build_object('reviewer', r.reviewer, 'on', r.reviewed_on) end as review
    from confidentiality_texts t left join confidentiality_reviews r on r.version = t.version order by t.version desc`)

/** The version students see: the newest that was reviewed. */
export const findPublishedText = (tx: Tx) =>
  row(tx, sql<{ version: number; texts: LimitsTexts; reviewedOn: Day }>`select t.version, t.texts, r.reviewed_on as "reviewedOn"
    from confidentiality_texts t join confidentiality_reviews r on r.version = t.version order by t.version desc limit 1`)

export interface NewText {
  readonly pack: string
  readonly texts: LimitsTexts
  readonly by: string | null
  readonly on: Day
}

export const insertTextVersion = async (tx: Tx, text: NewText): Promise<number> =>
  (await row(tx, sql<{ version: number }>`insert into confidentiality_texts (version, pack, texts, written_by, written_on)
    select coalesce(max(version), 0) + 1, ${text.pack}, ${json(text.texts)}, ${text.by}::uuid, ${text.on}::date from confidentiality_texts returning version`))!.version

export const wroteByHand = async (tx: Tx): Promise<boolean> =>
  (await row(tx, sql`select from confidentiality_texts where written_by is not null`)) !== undefined

/** False where this version was reviewed before: a review is never overwritten. */
export const insertReview = async (tx: Tx, review: { version: number; reviewer: string; on: Day; by: string | null }): Promise<boolean> =>
  (await run(tx, sql`insert into confidentiality_reviews (version, reviewer, reviewed_on, recorded_by)
    values (${review.version}, ${review.reviewer}, ${review.on}, ${review.by}) on conflict on constraint confidentiality_reviews_pk do nothing`)) === 1
