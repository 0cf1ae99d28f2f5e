import pg from 'pg'

/**
 * Empties every unlogged table, for the moment before the database stops: what is in no log and no base backup shall be in no copy of the
 * stopped folder either. TRUNCATE gives the table a new file; deleted rows would stay in the old one, with the transactions that wrote them.
 */
export async function emptyUnlogged(ownerUrl: string): Promise<void> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relpersistence = 'u'`)
    if (rows.length) await owner.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
  } finally {
    await owner.end()
  }
}
