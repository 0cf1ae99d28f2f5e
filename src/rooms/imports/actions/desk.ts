import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { programChoices } from '../../programs/actions.ts'
import type { Desk } from '../contract.ts'
import { countRemembered, forgetAll, listSupporters, lockImports } from '../store.ts'
import { keyName } from './ledger.ts'

/** Where and by whom; `by` is null on the server's command line. */
export interface Importing extends Pick<Knock, 'db' | 'program' | 'services' | 'now'> {
  readonly by: string | null
}

export const todayOf = ({ program, now }: Pick<Importing, 'program' | 'now'>): string => dayIn(program.timeZone, now)

/** What a file is read against: the program's own topics, cohorts, sites and supporters. */
export const readDesk = (here: Importing): Promise<Desk> =>
  inTransaction(here.db, async (tx) => {
    const { cohorts, sites, topics } = await programChoices(tx)
    return {
      today: todayOf(here), timeZone: here.program.timeZone, cohorts, sites, topics: topics.map(({ id, key, names }) => ({ id, key, names })),
      supporters: await listSupporters(tx), remembered: await countRemembered(tx),
    }
  })

/** Forgets which rows were taken in. Rows first: a key without rows harms nobody, rows without their key could never be matched again. */
export async function finishImport(here: Importing): Promise<{ forgotten: number }> {
  const forgotten = await inTransaction(here.db, async (tx) => {
    await lockImports(tx)
    const rows = await forgetAll(tx)
    await writeAudit(tx, { person: here.by, event: 'import-finished', day: todayOf(here) })
    return rows
  })
  await here.services.keys.destroy(keyName(here.program.id))
  return { forgotten }
}
