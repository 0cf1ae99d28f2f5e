import { accountId } from './account-keys.ts'
import { fromBase64url, randomBytes, toBase64url } from './bytes.ts'

/** With whom one conversation is had, as this student's devices have checked it. */
export interface TalkedWith {
  /** Whom the request allowed, until somebody was checked; null for anybody. */
  readonly allowed: readonly string[] | null
  /** Supporters who were checked for it: later keys cannot slip in unseen, and words of a former one stay readable. */
  readonly known: readonly { readonly account: string; readonly person: string | null; readonly pkAuth: string; readonly pkHpke: string }[]
  /** The last day on which it is needed: the conversation is shredded by then. */
  readonly until: string
}

/** Choices by name; lists among them are sets. */
export type Choices = Readonly<Record<string, string | number | null | readonly string[]>>

export interface Travelling {
  readonly choices: Choices
  readonly talk: Readonly<Record<string, TalkedWith>>
  /** One drawn at each sharing, the newest last: a device sees whether what it shared is still in what it is given. */
  readonly marks: readonly string[]
}

// So much fits into the smallest size of vault beside a year's enrolment: a vault never grows into the next by what somebody chose.
const MOST_LISTED = 50
const MOST_TALKS = 8
const MOST_KNOWN = 3
const MOST_MARKS = 64
const UNUSED_DAYS = 1
const DAY_MS = 86_400_000

/**
 * What one device has and what the vault brings, as one. `base` is what this device last shared: whatever changed here since then stands,
 * a thing taken out as well as one put in; everything else is the vault's. A vault that does not follow from what was shared, because a
 * newer one was lost, takes nothing away. Supporters of a conversation are only ever added; it goes after its day.
 */
export function meet(shared: Travelling, here: Travelling, vault: Travelling, now: number): Travelling {
  const follows = shared.marks.length === 0 || vault.marks.includes(shared.marks.at(-1)!)
  const base = follows ? shared : NOTHING, today = new Date(now - UNUSED_DAYS * DAY_MS).toISOString()
  const names = [...new Set([...Object.keys(vault.choices), ...Object.keys(here.choices)])]
  const talks = survivors(Object.keys(base.talk), Object.keys(here.talk), Object.keys(vault.talk))
  const talk = talks.map((conv) => [conv, together(here.talk[conv], vault.talk[conv])] as const).filter(([, { until }]) => until >= today.slice(0, 10))
  return {
    choices: Object.fromEntries(names.map((name) => [name, chosen(base.choices[name], here.choices[name], vault.choices[name]) ?? null])),
    talk: Object.fromEntries(talk), marks: vault.marks,
  }
}

type Choice = Choices[string] | undefined

function chosen(base: Choice, here: Choice, vault: Choice): Choice {
  if (Array.isArray(here) || Array.isArray(vault)) return survivors(list(base), list(here), list(vault))
  return vault === undefined || (here !== undefined && here !== (base ?? null)) ? here : vault
}

const list = (choice: Choice): readonly string[] => (Array.isArray(choice) ? choice as readonly string[] : [])

const survivors = (base: readonly string[], here: readonly string[], vault: readonly string[]): string[] =>
  [...new Set([...vault, ...here])].filter((item) => (base.includes(item) ? here.includes(item) && vault.includes(item) : true))

function together(here: TalkedWith | undefined, vault: TalkedWith | undefined): TalkedWith {
  if (!here || !vault) return (here ?? vault)!
  const known = [...vault.known, ...here.known.filter(({ account }) => !vault.known.some((one) => one.account === account))]
  return { allowed: known.length ? null : here.allowed ?? vault.allowed, known, until: here.until > vault.until ? here.until : vault.until }
}

/** As much of it as travels; what is beyond stays on its device. */
export function bounded({ choices, talk, marks }: Travelling): Travelling {
  const newest = Object.entries(talk).toSorted(([, one], [, other]) => (one.until < other.until ? -1 : 1)).slice(-MOST_TALKS)
  return {
    choices: Object.fromEntries(Object.entries(choices).map(([name, choice]) => [name, Array.isArray(choice) ? choice.slice(-MOST_LISTED) as readonly string[] : choice])),
    talk: Object.fromEntries(newest.map(([conv, { allowed, known, until }]) => [conv, { allowed: allowed && allowed.length > MOST_LISTED ? null : allowed, known: known.slice(-MOST_KNOWN), until }])),
    marks: [...marks, toBase64url(randomBytes(6))].slice(-MOST_MARKS),
  }
}

/**
 * After a supporter was checked, and again whenever the last day moves. Null: nothing is new, or the keys are not the ones that the
 * account is the hash of. Those must not be held on to: what is held here is believed later, on every device.
 */
export async function checked(before: TalkedWith | null, { account, person, pkAuth, pkHpke }: TalkedWith['known'][number], shredOn: string): Promise<TalkedWith | null> {
  const { known = [], until = '' } = before ?? {}, last = until > shredOn ? until : shredOn
  if (until === last && known.some((one) => one.account === account)) return null
  if ((await accountId(fromBase64url(pkAuth), fromBase64url(pkHpke))) !== account) return null
  return { allowed: null, known: [...known.filter((one) => one.account !== account), { account, person, pkAuth, pkHpke }], until: last }
}

type Shelf = Pick<Luggage['drafts'], 'load' | 'save'>

export const talkedWithIn = async (shelf: Pick<Shelf, 'load'>, conv: string): Promise<TalkedWith | null> => (await shelf.load(talkedWithName(conv))) as TalkedWith | null

/** From now on this supporter is known here. */
export async function holdTo(shelf: Shelf, { conv, shredOn }: { readonly conv: string; readonly shredOn: string }, supporter: TalkedWith['known'][number]): Promise<void> {
  const next = await checked(await talkedWithIn(shelf, conv), supporter, shredOn)
  if (next) await shelf.save(talkedWithName(conv), next)
}

/** When a request is made. Two months are longer than any of them waits. */
export const allowing = (allowed: readonly string[] | null): TalkedWith => ({ allowed, known: [], until: new Date(Date.now() + 60 * DAY_MS).toISOString().slice(0, 10) })

/** The name of a conversation's draft, and back. */
export const talkedWithName = (conv: string): string => `talk/${conv}/with`
const convOf = (name: string): string | undefined => /^talk\/([^/]+)\/with$/.exec(name)?.[1]
const SHARED = 'travelled'
const NOTHING: Travelling = { choices: {}, talk: {}, marks: [] }

/** A device's own shelf, and the account's vault: handed in by the room that owns them. */
export interface Luggage {
  readonly drafts: {
    load(name: string): Promise<unknown>
    save(name: string, content: unknown): Promise<void>
    remove(name: string): Promise<void>
    names(start: string): Promise<string[]>
  }
  readonly choices: () => Choices
  readonly choose: (choices: Choices) => void
  /** What somebody who never chose has. */
  readonly fresh: Choices
  changeVault(change: (content: { readonly travelling?: Travelling }) => { readonly travelling: Travelling }): Promise<object>
}

/**
 * Once for each visit, and once more when its conversations are opened, the vault is read, met and written back, whatever has changed or
 * not: a write tells that somebody came, which the sign-in told already, and never that a supporter was hidden (decision 0032).
 */
export async function travel({ drafts, choices, choose, fresh, changeVault }: Luggage): Promise<void> {
  const base = ((await drafts.load(SHARED)) as Travelling | null) ?? { ...NOTHING, choices: fresh }
  const before: Travelling = { ...NOTHING, choices: choices(), talk: await talksHere(drafts) }
  let met: Travelling = before, shared: Travelling = before
  const answer = await changeVault((content) => {
    met = meet(base, before, content.travelling ?? NOTHING, Date.now())
    shared = bounded(met)
    return { ...content, travelling: shared }
  })
  if ('refused' in answer) return
  // What was chosen while the server answered, or this shelf was read, stands, and goes along at the next visit.
  const now = await talksHere(drafts)
  const { choices: final, talk } = meet(before, { ...NOTHING, choices: choices(), talk: now }, met, Date.now())
  choose(final)
  for (const [conv, content] of Object.entries(talk)) await drafts.save(talkedWithName(conv), content)
  for (const conv of Object.keys(before.talk)) if (!(conv in talk)) await drafts.remove(talkedWithName(conv))
  await drafts.save(SHARED, shared)
}

async function talksHere(drafts: Luggage['drafts']): Promise<Travelling['talk']> {
  const found = await Promise.all((await drafts.names('talk/')).map(async (name) => [convOf(name), (await drafts.load(name)) as TalkedWith | null] as const))
  return Object.fromEntries(found.filter((one): one is readonly [string, TalkedWith] => one[0] !== undefined && one[1] !== null))
}
