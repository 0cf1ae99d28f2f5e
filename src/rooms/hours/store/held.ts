import { countHeld, type Holding } from '../../../platform/holdings.ts'
import { sql, type Tx } from '../../../platform/db/transaction.ts'

export const held = (tx: Tx, supporter: string): Promise<Holding[]> => countHeld(tx, [
  { kind: 'own-link', rows: sql`from supporter_ways t where t.supporter = ${supporter}`, goesOn: 'you-remove-it' },
  { kind: 'hours', rows: sql`from weekly_hours t where t.supporter = ${supporter}`, goesOn: 'you-remove-it' },
  { kind: 'hours', rows: sql`from hours_off t where exists (select from weekly_hours w where w.id = t.hours and w.supporter = ${supporter})`, goesOn: 'you-remove-it' },
  { kind: 'hours', rows: sql`from extra_hours t where t.supporter = ${supporter}`, goesOn: 'you-remove-it' },
])
