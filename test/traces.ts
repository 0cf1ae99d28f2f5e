import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A word of its own for everything that is typed: where it turns up tells who let it through. Letters only, so that nothing takes it for a number. */
export const aWord = (): string => `${MARK}${Array.from({ length: 14 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`
export const MARK = 'heronmarsh'
const LENGTH = MARK.length + 14

/** Where each word was left behind: in a table's rows, in a file's bytes (rows, WAL, keys, PostgreSQL's log), in what the server said. */
export type Traces = ReadonlyMap<string, ReadonlySet<string>>

export interface Searched {
  readonly server: { readonly dataFolder: string; said(): string }
  readonly ask: <R extends Record<string, unknown>>(text: string) => Promise<R[]>
}

export async function leftBehind({ server, ask }: Searched): Promise<Traces> {
  await ask('checkpoint')
  const traces = new Map<string, Set<string>>()
  const search = (place: string, bytes: Buffer) => wordsIn(bytes).forEach((word) => traces.set(word, (traces.get(word) ?? new Set()).add(place)))
  search('said', Buffer.from(server.said()))
  for (const { name } of await ask<{ name: string }>(`select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)) {
    const [whole] = await ask<{ text: string | null }>(`select string_agg(t::text, E'\\n') as text from ${name} t`)
    search(`table ${name}`, Buffer.from(whole!.text ?? ''))
  }
  for (const [path, bytes] of filesOf(server)) search(`file ${path}`, bytes)
  return traces
}

export function* filesOf({ dataFolder }: { readonly dataFolder: string }): Generator<[string, Buffer]> {
  for (const path of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })) {
    try { yield [path, readFileSync(join(dataFolder, path))] } catch { /* a folder, a socket, or gone meanwhile */ }
  }
}

/** A word may also have been written down in another alphabet; then it counts as every word. */
const ELSEWISE = [Buffer.from(MARK, 'utf16le'), Buffer.from(Buffer.from(MARK).toString('hex')), ...[0, 1, 2].map((before) => Buffer.from(Buffer.from(' '.repeat(before) + MARK).toString('base64').slice(before ? 4 : 0, -4)))]

export function wordsIn(bytes: Buffer): string[] {
  const words: string[] = []
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) words.push(bytes.subarray(at, at + LENGTH).toString('latin1'))
  return ELSEWISE.some((spelling) => bytes.includes(spelling)) ? [...words, 'in another alphabet'] : words
}

export const found = (traces: Traces, word: string): string[] => [...(traces.get(word) ?? []), ...(traces.get('in another alphabet') ?? [])]
export const tablesOf = (places: readonly string[]): string[] => places.filter((place) => place.startsWith('table ')).map((place) => place.slice(6)).toSorted()
export const onlyRows = (place: string): boolean => /^table |\/(base|pg_wal)\//.test(place)
