import { ButtonLink } from '../../../ui/button.tsx'
import { Phone, Video } from '../../../ui/icons.ts'
import { uiWords } from '../../../ui/ui-words.ts'
import { useWords } from '../../../ui/words.tsx'
import { useBookingWords } from './words.ts'

/** To the other one, by telephone or in a room of theirs on the web. */
export function WayButton({ way }: { way: string }) {
  const w = useBookingWords()
  const { call_number } = useWords(uiWords)
  const [, number] = /^tel:(.*)$/.exec(way) ?? []
  return <ButtonLink outside look="quiet" icon={number ? Phone : Video} href={way}>{number ? call_number(number) : w.open_link}</ButtonLink>
}
