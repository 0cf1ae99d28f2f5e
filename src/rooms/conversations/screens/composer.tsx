import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ArrowRight } from '../../../ui/icons.ts'
import { useDates } from '../../../ui/program.tsx'
import { keepTyped, say, typedBefore } from '../client.ts'
import { NEARLY_FULL_BYTES, roomLeft } from '../rules/length.ts'
import type { ThreadView } from '../rules/talk.ts'
import { HeavyWords } from './heavy-words.tsx'
import { ReadingTime } from './reading-time.tsx'
import { useTalkWords } from './words.ts'

const KEEP_AFTER_MS = 500

/** Where one writes. Half a sentence is kept on this device; not a letter of it leaves before "Send". */
export function Composer({ view, name }: { view: ThreadView; name: string }) {
  const w = useTalkWords()
  const dates = useDates()
  const { conv } = view
  const { text, setText } = useTyped(conv)
  const box = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const left = roomLeft(text)
  const nothing = text.trim() === ''
  const send = () => {
    if (nothing || left < 0) return
    void say(conv, { k: 'text', text: text.trim() })
    setText('')
    box.current?.focus()
  }
  return (
    <form className="composer no-print" onSubmit={(event) => { event.preventDefault(); send() }}>
      {view.side === 'student' ? <HeavyWords text={text} /> : null}
      <div className="composer-row">
        <label className="unseen" htmlFor={id}>{w.write}</label>
        <textarea ref={box} id={id} className="input composer-box" rows={1} dir="auto" value={text} placeholder={w.write} aria-describedby={`${id}-told`} aria-invalid={left < 0 || undefined}
          enterKeyHint={hasKeyboard() ? 'send' : 'enter'} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (sends(event)) { event.preventDefault(); send() } }} />
        <Button type="submit" icon={ArrowRight} className="composer-send" aria-disabled={nothing || left < 0 || undefined}>{w.send}</Button>
      </div>
      <div id={`${id}-told`} className="composer-told small muted">
        {left < 0 ? <p className="field-error">{w.too_long}</p> : left < NEARLY_FULL_BYTES ? <p>{w.bytes_left(dates.number(left))}</p> : null}
        <ReadingTime view={view} name={name} />
        <p className="composer-enter">{w.enter_sends}</p>
      </div>
    </form>
  )
}

/** A phone's own keyboard has no Shift+Enter: there Enter begins a new line, and the button sends. */
const hasKeyboard = (): boolean => matchMedia('(hover: hover) and (pointer: fine)').matches

/** The Enter that chooses a Chinese character belongs to the input method; old browsers say so by the key code 229 alone. */
function sends({ key, shiftKey, ctrlKey, metaKey, nativeEvent: { isComposing, keyCode } }: KeyboardEvent): boolean {
  if (key !== 'Enter' || isComposing || keyCode === 229) return false
  return ctrlKey || metaKey || (!shiftKey && hasKeyboard())
}

function useTyped(conv: string) {
  const [text, setText] = useState('')
  const loaded = useRef(false)
  useEffect(() => {
    void typedBefore(conv).catch(() => '').then((before) => {
      loaded.current = true
      setText((now) => now || before)
    })
  }, [conv])
  useEffect(() => {
    if (!loaded.current) return
    const timer = setTimeout(() => void keepTyped(conv, text).catch(() => {}), text ? KEEP_AFTER_MS : 0)
    return () => clearTimeout(timer)
  }, [conv, text])
  // What came after the last pause goes along with whoever leaves the page.
  const newest = useRef(text)
  newest.current = text
  useEffect(() => () => {
    if (loaded.current) void keepTyped(conv, newest.current).catch(() => {})
  }, [conv])
  return { text, setText }
}
