import { ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { HelpLine } from '../../../ui/help-line.tsx'
import { CalendarClock, DoorOpen, LifeBuoy } from '../../../ui/icons.ts'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { listSlots, readLines } from '../client.ts'
import { useRequestWords } from './words.ts'

/** While a request waits, and all the more where nobody can take it: doors, times to book, and the lines that answer at every hour. */
export function OpenMeanwhile() {
  const w = useRequestWords()
  const dates = useDates()
  const { slug } = useProgram()
  const { locale } = useLocale()
  const offers = useLoad(listSlots, [])
  const lines = useLoad(readLines, [])
  const now = Date.now()
  const doors = offers.state === 'here' ? offers.data.dropIns : []
  const open = doors.filter((door) => door.startsAt <= now && door.endsAt > now)
  const nextDoor = doors.find((door) => door.startsAt > now)
  const next = offers.state === 'here' ? offers.data.next : null
  const awake = lines.state === 'here' ? lines.data.lines.filter((line) => line.hours === '24/7' && line.kind !== 'emergency').slice(0, 3) : []
  return (
    <Card title={w.open_meanwhile}>
      <div className="stack">
        {open.length || nextDoor ? (
          <p className="row-apart">
            <span>{open.length ? w.door_open(dates.time(Math.max(...open.map(({ endsAt }) => endsAt)))) : w.door_next(dates.soon(nextDoor!.startsAt, now))}</span>
            <ButtonLink look="quiet" small icon={DoorOpen} href="/here">{w.see_door}</ButtonLink>
          </p>
        ) : null}
        {next === null ? null : (
          <p className="row-apart">
            <span>{w.next_time(dates.soon(next, now))}</span>
            <ButtonLink look="quiet" small icon={CalendarClock} href="/find">{w.book}</ButtonLink>
          </p>
        )}
        {awake.length ? (
          <div className="stack-tight">
            <p>{w.lines_awake}</p>
            <ul className="stack-tight awake-lines">{awake.map((line) => <HelpLine key={line.id} name={nameIn(line.names, locale)} line={line} small />)}</ul>
          </div>
        ) : null}
        <div><ButtonLink outside look="quiet" icon={LifeBuoy} href={`/${slug}/help?lang=${locale}`}>{w.all_lines}</ButtonLink></div>
      </div>
    </Card>
  )
}
