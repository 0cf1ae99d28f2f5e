import { isRefusal, useLoad, useReloadOn, type Load } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { ListedSupporter } from '../../bookings/contract.ts'
import type { ProgramFace } from '../../programs/contract.ts'
import { usePreferences } from '../../students/client.ts'
import { listWho, readFace } from '../client.ts'
import { homeWords } from './words.ts'

/** Everything the screens choose from. */
export interface RequestChoices {
  readonly face: ProgramFace
  readonly who: ReadonlyMap<string, ListedSupporter>
  readonly hidden: readonly string[]
  readonly home: { readonly write: string }
}

async function readChoices(): Promise<Pick<RequestChoices, 'face' | 'who'> | { refused: string; sentence?: string }> {
  const [face, who] = await Promise.all([readFace(), listWho()])
  if (isRefusal(face)) return face
  if (isRefusal(who)) return who
  return { face, who: new Map(who.supporters.map((supporter) => [supporter.id, supporter])) }
}

export function useRequestChoices(): Load<RequestChoices> {
  const { locale } = useLocale()
  const { hidden } = usePreferences()
  const home = useWords(homeWords)
  const load = useLoad(readChoices, [])
  useReloadOn(locale, load.reload)
  return load.state === 'here' ? { ...load, data: { ...load.data, hidden, home } } : load
}
