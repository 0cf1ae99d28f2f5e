import { tableOf, type Dump, type DumpedRow } from '../attacker/dump.ts'

/** Copies of both databases, taken every night of the term by somebody who holds them side by side. */
export interface Loot {
  readonly issuer: readonly Dump[]
  readonly app: readonly Dump[]
  /** The table whose rows are the accounts: the program's own, or the control that wrote them at once. */
  readonly accounts: 'public.accounts' | 'control.accounts'
}

/** Which issuer row (a person, under a keyed hash) the thief takes for whose account. */
export type Guesses = ReadonlyMap<string, string>

/** How the thief hopes to read an order in which both services were visited. */
export const HOPES = ['same rank of the same night', 'last of the night', 'same rank of the term', 'same transaction order'] as const
export type Hope = (typeof HOPES)[number]

interface Sighting {
  readonly name: string
  readonly night: number
  readonly xmin: number
}

export function guess(loot: Loot, hope: Hope): Guesses {
  const people = firstSeen(loot.issuer, 'public.issued', ({ role, n, who }) => (role === 'student' && Number(n) === 0 ? (who as Buffer).toString('hex') : null))
  const accounts = firstSeen(loot.app, loot.accounts, ({ id, kind }) => (kind === 'student' ? String(id) : null))
  switch (hope) {
    case 'same rank of the term': return pair(people, accounts)
    case 'same transaction order': return pair(people.toSorted(byTransaction), accounts.toSorted(byTransaction))
    case 'same rank of the same night': return join(nights(loot), (night) => pair(of(people, night), of(accounts, night)))
    case 'last of the night': return join(nights(loot), (night) => pair(of(people, night).toReversed(), of(accounts, night).toReversed()))
  }
}

/** In how large a crowd each account came to light: people whom both services have seen by that night and who had no account before. */
export function crowds(loot: Loot): ReadonlyMap<string, number> {
  const people = firstSeen(loot.issuer, 'public.issued', ({ role, n, who }) => (role === 'student' && Number(n) === 0 ? (who as Buffer).toString('hex') : null))
  const accounts = firstSeen(loot.app, loot.accounts, ({ id, kind }) => (kind === 'student' ? String(id) : null))
  return new Map(accounts.map(({ name, night }) => {
    const before = accounts.filter((other) => other.night < night).length
    return [name, Math.max(1, people.filter((person) => person.night <= night).length - before)] as const
  }))
}

/** Rows in heap order, each with the first night on which a copy holds it. */
function firstSeen(dumps: readonly Dump[], table: string, nameOf: (row: DumpedRow) => string | null): Sighting[] {
  const seen = new Map<string, Sighting>()
  dumps.forEach((dump, night) => {
    for (const row of tableOf(dump, table)) {
      const name = nameOf(row)
      if (name !== null && !seen.has(name)) seen.set(name, { name, night, xmin: Number(row.xmin) })
    }
  })
  return [...seen.values()]
}

const pair = (people: readonly Sighting[], accounts: readonly Sighting[]): Guesses =>
  new Map(accounts.flatMap(({ name }, rank) => (people[rank] ? [[name, people[rank].name] as const] : [])))

const join = (all: readonly number[], guessed: (night: number) => Guesses): Guesses => new Map(all.flatMap((night) => [...guessed(night)]))
const of = (sightings: readonly Sighting[], night: number): Sighting[] => sightings.filter((one) => one.night === night)
const nights = ({ app }: Loot): number[] => app.map((_, night) => night)
const byTransaction = (a: Sighting, b: Sighting): number => a.xmin - b.xmin
