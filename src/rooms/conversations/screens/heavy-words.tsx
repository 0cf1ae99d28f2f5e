import { useEffect, useState } from 'react'
import { Button, ButtonLink, IconButton } from '../../../ui/button.tsx'
import { HelpLine } from '../../../ui/help-line.tsx'
import { LifeBuoy, X } from '../../../ui/icons.ts'
import { useProgram } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { readLines } from '../../bookings/client.ts'
import { nameIn } from '../../programs/rules/names.ts'
import { heavyWords, soundsHeavy, type HeavyWords as Lists } from '../rules/crisis-words.ts'
import { useTalkWords } from './words.ts'

const LOOK_AFTER_MS = 400

/**
 * Looks at what is being typed, on this device alone, and offers the help lines beside it. The lists and the lines are fetched whenever
 * somebody writes, whatever they write: no request tells that a word was found, and nothing is kept or counted.
 */
export function HeavyWords({ text }: { text: string }) {
  const w = useTalkWords()
  const { locale } = useLocale()
  const [lists, setLists] = useState<readonly Lists[]>([])
  const [found, setFound] = useState(false)
  const [closed, setClosed] = useState(false)
  const lines = useLoad(readLines, [])
  useEffect(() => void heavyWords().then(setLists, () => {}), [])
  useEffect(() => {
    const timer = setTimeout(() => setFound((before) => before || soundsHeavy(text, lists)), LOOK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text, lists])
  if (!found || closed) return null
  const awake = lines.state === 'here' ? lines.data.lines.filter(({ hours, kind }) => hours === '24/7' && kind !== 'emergency').slice(0, 2) : []
  return (
    <section className="heavy card" aria-label={w.heavy_title}>
      <div className="heavy-head">
        <LifeBuoy />
        <strong>{w.heavy_title}</strong>
        <IconButton label={w.heavy_close} icon={X} onClick={() => setClosed(true)} />
      </div>
      <p role="status">{awake.length ? w.heavy_text : w.heavy_text_plain}</p>
      {awake.length ? <ul className="heavy-lines">{awake.map((line) => <HelpLine key={line.id} name={nameIn(line.names, locale)} line={line} small />)}</ul> : null}
      <div className="row">
        <AllLines />
        <Button look="link" small onClick={() => setClosed(true)}>{w.heavy_close}</Button>
      </div>
      <p className="small muted">{w.heavy_own}</p>
    </section>
  )
}

function AllLines() {
  const w = useTalkWords()
  const { slug } = useProgram()
  const { locale } = useLocale()
  return <ButtonLink outside small look="help" href={`/${slug}/help?lang=${locale}`}>{w.heavy_all}</ButtonLink>
}
