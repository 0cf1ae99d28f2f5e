import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { LineSheet } from '../contract.ts'
import { lineRefusal, lineStanding, mayRemoveLine, missingKinds, type CrisisLine, type LineFacts, type LineRefusal } from '../rules/crisis-lines.ts'
import { addCheck, insertLine, listLines, removeChecks, removeLine, updateLine } from '../store/crisis-lines.ts'
import { doorNow } from './door.ts'
import { today, type Visiting } from './settings.ts'

export const readLines = (here: Visiting): Promise<LineSheet> => inTransaction(here.db, (tx) => sheet(tx, here))

const sheet = async (tx: Tx, here: Visiting): Promise<LineSheet> =>
  ({ lines: (await listLines(tx)).map((line) => ({ ...line, standing: lineStanding(line, today(here)) })) })

const change = <W extends string>(here: Visiting, event: string, work: (tx: Tx, lines: readonly CrisisLine[]) => Promise<Refused<W> | void>): Promise<LineSheet | Refused<W>> =>
  inTransaction<LineSheet | Refused<W>>(here.db, async (tx) => {
    const refused = await work(tx, await listLines(tx))
    if (refused) return refused
    await writeAudit(tx, { person: here.proof.person, event, day: today(here) })
    return sheet(tx, here)
  })

/** A line of the program's own, such as campus security. */
export const addLine = (here: Visiting, line: LineFacts) =>
  change<LineRefusal>(here, 'crisis-line-added', async (tx) => {
    const refusal = lineRefusal(line)
    if (refusal) return refuse(refusal)
    await insertLine(tx, line)
  })

/** Another number is another line: its checks are void. An open program cannot lose its last checked line that way. */
export const editLine = (here: Visiting, id: string, line: LineFacts) =>
  change<LineRefusal | 'not-found' | 'line-needed'>(here, 'crisis-line-changed', async (tx, lines) => {
    const before = lines.find((one) => one.id === id)
    if (!before) return refuse('not-found')
    const refusal = lineRefusal(line)
    if (refusal) return refuse(refusal)
    const reaches = (one: LineFacts) => [one.kind, one.call, one.textNumber, one.textKeyword, one.chatUrl, one.url].join('\n')
    const moved = reaches(before) !== reaches(line)
    const after = lines.map((one) => (one.id === id ? { ...one, kind: line.kind, checkedOn: moved ? null : one.checkedOn } : one))
    if (missingKinds(after).length > missingKinds(lines).length && (await doorNow(tx)) === 'open') return refuse('line-needed')
    await updateLine(tx, id, line)
    if (moved) await removeChecks(tx, id)
  })

export const dropLine = (here: Visiting, id: string) =>
  change<'not-found' | 'line-needed'>(here, 'crisis-line-removed', async (tx, lines) => {
    if (!lines.some((line) => line.id === id)) return refuse('not-found')
    if (!mayRemoveLine(lines, id, (await doorNow(tx)) === 'open')) return refuse('line-needed')
    await removeLine(tx, id)
  })

/** "I called, wrote, or read the line's own page today, and it is right." */
export const checkLine = (here: Visiting, id: string) =>
  change<'not-found'>(here, 'crisis-line-checked', async (tx, lines) => {
    if (!lines.some((line) => line.id === id)) return refuse('not-found')
    await addCheck(tx, { line: id, by: here.proof.fullName, person: here.proof.person, on: today(here) })
  })
