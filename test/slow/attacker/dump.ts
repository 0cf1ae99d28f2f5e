import type pg from 'pg'

/**
 * A logical dump of every table, as pg_dump --no-unlogged-table-data would copy it, in heap order; and beyond it what
 * only a copy of the files shows: where each row lay and which transaction wrote it.
 */
export interface Dump {
  readonly at: number
  readonly tables: ReadonlyMap<string, readonly DumpedRow[]>
}

export type DumpedRow = Readonly<Record<string, unknown>> & { readonly ctid: string; readonly xmin: string }

export async function takeDump(owner: pg.Client, at: number): Promise<Dump> {
  const { rows } = await owner.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'control') and c.relkind = 'r' and c.relpersistence = 'p' order by 1`)
  const tables = new Map<string, DumpedRow[]>()
  for (const { name } of rows) {
    const found = await owner.query<DumpedRow>(`select ctid::text, xmin::text, t.* from ${name} t`)
    if (found.rows.length) tables.set(name, found.rows)
  }
  return { at, tables }
}

export const tableOf = (dump: Dump | undefined, name: string): readonly DumpedRow[] => dump?.tables.get(name) ?? []
