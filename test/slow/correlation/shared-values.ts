import type { Dump } from '../attacker/dump.ts'

const WINDOW = 8

/** Every run of eight bytes that some value of these tables holds, as bytes and as written. */
export function windowsOf(dump: Dump, tables: (name: string) => boolean): Set<string> {
  const found = new Set<string>()
  for (const [name, rows] of dump.tables) {
    if (!tables(name)) continue
    // Where a row lies and which transaction wrote it are numbers of each server's own.
    for (const row of rows) for (const [column, value] of Object.entries(row)) if (column !== 'ctid' && column !== 'xmin') for (const bytes of spellings(value)) addWindows(found, bytes)
  }
  return found
}

function addWindows(found: Set<string>, bytes: Buffer): void {
  for (let at = 0; at + WINDOW <= bytes.length; at += 1) found.add(bytes.toString('latin1', at, at + WINDOW))
}

/** A value may lie in one database as bytes and in the other as text: both are read as bytes, for eight letters of hex alone would meet by chance. */
function spellings(value: unknown): Buffer[] {
  if (Buffer.isBuffer(value)) return [value]
  if (Array.isArray(value)) return value.flatMap(spellings)
  if (value instanceof Date || value === null || typeof value === 'number' || typeof value === 'boolean') return []
  if (typeof value === 'object') return Object.values(value).flatMap(spellings)
  const text = String(value)
  return [Buffer.from(text), ...(/^[\w-]{11,}$/.test(text) ? [Buffer.from(text, 'base64url')] : []), ...(/^[0-9a-f]{16,}$/.test(text) ? [Buffer.from(text, 'hex')] : [])]
}
