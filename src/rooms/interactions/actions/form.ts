import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { onCallAt } from '../../people/actions.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { LogForm } from '../contract.ts'
import { hourOfWeekIn, loggableWeeks, openWeekAt } from '../rules/periods.ts'
import { offeredTopics, readProgramSettings } from '../store.ts'
import type { Here } from './keep.ts'

/** All that the form needs, also later without a connection: topics, weeks, and who to call at this hour. */
export const logForm = (db: Db, here: Pick<Here, 'timeZone' | 'now'>): Promise<LogForm> =>
  inTransaction(db, async (tx) => {
    const onCall = await onCallAt(tx, dayIn(here.timeZone, here.now), hourOfWeekIn(here.timeZone, here.now))
    return {
      topics: await offeredTopics(tx),
      weeks: loggableWeeks(here.timeZone, here.now),
      openWeek: openWeekAt(here.timeZone, here.now),
      onCall: onCall.map(({ fullName, contactEmail, contactPhone }) => ({ fullName, contactEmail, contactPhone })),
      emergencyService: settingsOf(await readProgramSettings(tx)).emergencyService,
    }
  })
