import { sql } from 'kysely'

/** An instant (epoch milliseconds) as a timestamptz. */
export const at = (instant: number) => sql<number>`${new Date(instant)}::timestamptz`

/** Any JSON value as jsonb; arrays too, which the driver alone would send as a PostgreSQL array. */
export const json = (value: unknown) => sql<unknown>`${JSON.stringify(value)}::jsonb`
