import { Card } from '../../../ui/card.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { MessageSquareText, Phone, ArrowUpRight } from '../../../ui/icons.ts'
import { useDates } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { PublicLine } from '../../programs/contract.ts'
import { nameIn } from '../../programs/rules/names.ts'
import { readLines } from '../client.ts'
import type { DropIn } from '../rules/listing.ts'
import { homeWords } from './words.ts'

/** The hour when nobody is here, which is most hours: who is awake, and when the next door opens. */
export function NobodyHere({ dropIn }: { dropIn: DropIn | null }) {
  const w = useWords(homeWords)
  const dates = useDates()
  const lines = useLoad(readLines, [])
  const awake = lines.state === 'here' ? lines.data.lines.filter((line) => line.hours === '24/7' && line.kind !== 'emergency').slice(0, 3) : []
  return (
    <Card title={w.nobody_title} sub={dropIn ? w.nobody_drop_in(dates.soon(dropIn.startsAt, Date.now())) : w.nobody_sub}>
      {awake.length ? <p>{w.awake_lines}</p> : null}
      <ul className="stack-tight awake-lines">
        {awake.map((line) => <AwakeLine key={line.id} line={line} />)}
      </ul>
    </Card>
  )
}

function AwakeLine({ line }: { line: PublicLine }) {
  const w = useWords(homeWords)
  const { locale } = useLocale()
  return (
    <li className="row-apart">
      <strong>{nameIn(line.names, locale)}</strong>
      <span className="row">
        {line.call ? <ButtonLink outside look="quiet" icon={Phone} href={`tel:${dialled(line.call)}`}>{w.call_number(line.call)}</ButtonLink> : null}
        {line.textNumber ? (
          <ButtonLink outside look="quiet" icon={MessageSquareText} href={`sms:${dialled(line.textNumber)}`}>{line.textKeyword ? w.text_word(line.textKeyword, line.textNumber) : w.text_number(line.textNumber)}</ButtonLink>
        ) : null}
        {line.chatUrl ? <ButtonLink outside look="quiet" icon={ArrowUpRight} href={line.chatUrl}>{w.chat}</ButtonLink> : null}
      </span>
    </li>
  )
}

const dialled = (number: string): string => number.replace(/[^\d+]/g, '')
