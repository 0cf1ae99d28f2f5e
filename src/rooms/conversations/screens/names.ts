import { useLoad } from '../../../ui/use-load.ts'
import { listWho } from '../../bookings/client.ts'
import { quietWords } from '../rules/pseudonym.ts'
import type { ThreadView } from '../rules/talk.ts'
import { useTalkWords } from './words.ts'

/**
 * What the other one is called. A supporter: by the name that the program signed; while it has signed nothing, by the name they chose for
 * the list. A student: by two quiet words that come from the conversation alone.
 */
export function useNames(): (view: ThreadView) => string {
  const w = useTalkWords()
  const listed = useLoad(listWho, [])
  const chosen = (person: string | null) => (listed.state === 'here' ? listed.data.supporters.find(({ id }) => id === person)?.displayName : undefined)
  return (view) => {
    if (view.side === 'supporter') return w.quiet_name(...quietWords(view.conv, w.quiet_first, w.quiet_second))
    return view.name ?? chosen(view.person) ?? w.a_supporter
  }
}
