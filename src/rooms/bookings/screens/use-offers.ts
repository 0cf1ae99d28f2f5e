import { isRefusal, useLoad, useReloadOn, type Load } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { session, useSession } from '../../accounts/client.ts'
import { usePreferences } from '../../students/client.ts'
import { listOffers, listWho, readFace, readMine, type Offers } from '../client.ts'
import type { ListedSupporter, MyBookings } from '../contract.ts'
import type { ProgramFace } from '../../programs/contract.ts'

/** Everything the screens choose from: the program, the people and the times. */
export interface Choices {
  readonly face: ProgramFace
  readonly offers: Offers
  readonly who: ReadonlyMap<string, ListedSupporter>
}

async function readChoices(): Promise<Choices | { refused: string; sentence?: string }> {
  const [face, offers, who] = await Promise.all([readFace(), listOffers(), listWho()])
  if (isRefusal(face)) return face
  if (isRefusal(offers)) return offers
  if (isRefusal(who)) return who
  return { face, offers, who: new Map(who.supporters.map((supporter) => [supporter.id, supporter])) }
}

/**
 * Asked again when an account opens: lived experience is shown to registered students alone. What is here stays meanwhile,
 * for a first booking opens the account under a form that somebody has filled in.
 */
export function useChoices(): Load<Choices> {
  const { locale } = useLocale()
  const state = useSession()
  const load = useLoad(readChoices, [])
  useReloadOn(`${locale} ${state.at === 'open' ? state.account : ''}`, load.reload)
  return load
}

/** The student's own times, or none while no account is open here. */
export function useMine(): Load<MyBookings | null> {
  const state = useSession()
  return useLoad<MyBookings | null | { refused: string; sentence?: string }>(async () => (session.current().at === 'open' ? readMine() : null), [state.at])
}

/** Without those whom this student hid. */
export function useShown(choices: Choices): Choices {
  const { hidden } = usePreferences()
  if (hidden.length === 0) return choices
  const seen = (supporter: string) => !hidden.includes(supporter)
  return {
    ...choices,
    who: new Map([...choices.who].filter(([id]) => seen(id))),
    offers: { ...choices.offers, slots: choices.offers.slots.filter((s) => seen(s.supporter)), dropIns: choices.offers.dropIns.filter((d) => seen(d.supporter)) },
  }
}
