import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { inForce } from '../../people/actions.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { LogForm } from '../contract.ts'
import { hourOfWeekIn, loggableWeeks, openWeekAt } from '../rules/periods.ts'
import { offeredTopics, readProgramSettings, spansAt } from '../store.ts'
import type { Here } from './keep.ts'

/** All that the form needs, also later without a connection: topics, weeks, and who to call at this hour. */
export const logForm = (db: Db, here: Pick<Here, 'timeZone' | 'now'>): Promise<LogForm> =>
  inTransaction(db, async (tx) => {
    const { weekday, hour } = hourOfWeekIn(here.timeZone, here.now)
    const onRoster = await spansAt(tx, weekday, hour)
    const mayBeCalled = new Set((await inForce(tx, 'on-call', dayIn(here.timeZone, here.now))).map((person) => person.id))
    return {
      topics: await offeredTopics(tx),
      weeks: loggableWeeks(here.timeZone, here.now),
      openWeek: openWeekAt(here.timeZone, here.now),
      onCall: onRoster.filter((person) => mayBeCalled.has(person.id)).map(({ fullName, contactEmail }) => ({ fullName, contactEmail })),
      emergencyService: settingsOf(await readProgramSettings(tx)).emergencyService,
    }
  })
