import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { countCrowd } from '../../accounts/actions.ts'
import { crowdAsTold, type Crowd } from '../rules.ts'
import { keepLook, lookOf } from '../store.ts'

/** The crowd as it stood at the first look of the day, the same for everybody who asks. */
export const readCrowd = (here: Pick<Knock, 'db' | 'program' | 'services' | 'now'>): Promise<Crowd> =>
  inTransaction(here.db, async (tx) => {
    const day = dayIn(here.program.timeZone, here.now)
    const told = await lookOf(tx, day)
    if (told) return told
    const crowd = crowdAsTold(await countCrowd(tx, here))
    await keepLook(tx, day, crowd)
    return (await lookOf(tx, day)) ?? crowd
  })
