import { Card } from '../../../ui/card.tsx'
import { HelpLine } from '../../../ui/help-line.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { readLines } from '../client.ts'
import type { DropIn } from '../rules/listing.ts'
import { homeWords } from './words.ts'

/** The hour when nobody is here, which is most hours: who is awake, and when the next door opens. */
export function NobodyHere({ dropIn }: { dropIn: DropIn | null }) {
  const w = useWords(homeWords)
  const dates = useDates()
  const { locale } = useLocale()
  const lines = useLoad(readLines, [])
  const awake = lines.state === 'here' ? lines.data.lines.filter((line) => line.hours === '24/7' && line.kind !== 'emergency').slice(0, 3) : []
  return (
    <Card title={w.nobody_title} sub={dropIn ? w.nobody_drop_in(dates.soon(dropIn.startsAt, Date.now())) : w.nobody_sub}>
      {awake.length ? <p>{w.awake_lines}</p> : null}
      <ul className="stack-tight awake-lines">
        {awake.map((line) => <HelpLine key={line.id} name={nameIn(line.names, locale)} line={line} />)}
      </ul>
    </Card>
  )
}
