import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react'
import { Check, CircleAlert, Clock, Eye } from '../../../ui/icons.ts'
import { isEarlier, type Line, type ThreadView } from '../rules/talk.ts'
import { useDayName } from './talk-days.ts'
import { useTalkWords } from './words.ts'

/** How a message of another room's kind looks; null where that room does not know it either. */
export type DrawMessage = (content: NonNullable<Line['content']>, line: { readonly mine: boolean; readonly msgId: string }, view: ThreadView) => ReactNode

/** The same, for whoever listens. */
export type SayMessage = (content: NonNullable<Line['content']>) => string | null

interface Props { readonly view: ThreadView; readonly name: string; readonly live: boolean; readonly draw?: DrawMessage; readonly say?: SayMessage }

/** What was said, oldest first, with a line between days. Days are all there is: nobody kept the hour. */
export function ThreadLines({ view, name, live, draw, say }: Props) {
  const w = useTalkWords()
  const dayName = useDayName()
  const end = useRef<HTMLLIElement>(null)
  const mine = view.sheet.members.find(({ side }) => side === view.side)?.account
  const count = view.lines.length + view.waiting.length
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' })
  }, [count])
  const handedOver = view.lines.length && isEarlier(view, view.lines[0]!) ? view.lines.find((line) => !isEarlier(view, line)) ?? 'below' : null
  const fromHere = <li className="thread-day small muted"><span>{w.from_here(name)}</span></li>
  const lastMine = view.lines.findLast(({ sender, fault }) => sender === mine && !fault)?.position
  return (
    <>
      <ol className="thread-lines" aria-label={w.with_name(name)}>
        {view.sheet.epochs.some(({ wrap }) => wrap === null) ? <li className="thread-day small muted">{w.earlier_closed}</li> : null}
        {count === 0 ? <li className="thread-day small muted">{w.beginning}</li> : null}
        {view.lines.map((line, at) => (
          <Fragment key={line.position}>
            {line.arrivedOn === view.lines[at - 1]?.arrivedOn ? null : <li className="thread-day small muted"><span>{dayName(line.arrivedOn)}</span></li>}
            {line === handedOver ? fromHere : null}
            <LineItem line={line} mine={line.sender === mine} name={isEarlier(view, line) ? w.before_author : name} view={view} {...(draw && { draw })}>
              {line.position === lastMine && view.waiting.length === 0 ? <Mark read={line.position <= view.sheet.read.theirs} /> : null}
            </LineItem>
          </Fragment>
        ))}
        {handedOver === 'below' ? fromHere : null}
        {view.gaps.length ? <li><Fault>{w.fault_gap}</Fault></li> : null}
        {view.waiting.map(({ msgId, content }) => (
          <li key={msgId} className="line line-mine line-waiting">
            <Said author={w.you}>{content.k === 'text' ? String(content['text'] ?? '') : draw?.(content, { mine: true, msgId }, view)}</Said>
            <span className="line-mark small muted"><Clock />{live ? w.line_sending : w.line_waiting}</span>
          </li>
        ))}
        <li ref={end} className="thread-end" aria-hidden="true" />
      </ol>
      <Heard view={view} name={name} mine={mine} {...(say && { say })} />
    </>
  )
}

function LineItem({ line, mine, name, view, draw, children }: Omit<Props, 'live' | 'say'> & { readonly line: Line; readonly mine: boolean; readonly children: ReactNode }) {
  const w = useTalkWords()
  if (!line.content) return <li><Fault>{{ missing: w.fault_missing, broken: w.fault_broken, repeated: w.fault_repeated }[line.fault ?? 'broken']}</Fault></li>
  const said = line.content.k === 'text' ? String(line.content['text'] ?? '') : (draw?.(line.content, { mine, msgId: line.msgId }, view) ?? <span className="muted">{w.kind_unknown}</span>)
  return (
    <li className={mine ? 'line line-mine' : 'line'}>
      <Said author={mine ? w.you : name}>{said}</Said>
      {children}
    </li>
  )
}

const Said = ({ author, children }: { author: string; children: ReactNode }) => (
  <div className="line-said" dir="auto">
    <span className="unseen">{author}: </span>
    {children}
  </div>
)

function Mark({ read }: { read: boolean }) {
  const w = useTalkWords()
  return <span className="line-mark small muted">{read ? <Eye /> : <Check />}{read ? w.line_read : w.line_sent}</span>
}

const Fault = ({ children }: { children: string }) => <p className="line-fault small"><CircleAlert />{children}</p>

/** Reads aloud what the other one says while the page is open, once, and nothing of what was there before. */
function Heard({ view: { lines, caughtUp }, name, mine, say }: Pick<Props, 'view' | 'name' | 'say'> & { readonly mine: string | undefined }) {
  const w = useTalkWords()
  const known = useRef<number | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const last = lines.at(-1)?.position ?? 0
    const before = known.current
    if (caughtUp) known.current = last
    if (before === null) return
    const fresh = lines.filter(({ position, sender, content }) => position > before && sender !== mine && content)
      .flatMap(({ content }) => (content!.k === 'text' ? String(content!['text'] ?? '') : say?.(content!) ?? []))
    if (fresh.length) setSaid(w.new_from(name, fresh.join('\n')))
  }, [lines, caughtUp, mine, name, w, say])
  return <div className="unseen" role="log" aria-live="polite">{said}</div>
}
