import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Bell, BellOff } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useLoad, useSend, type RefusedAnswer } from '../../../ui/use-load.ts'
import { useRequestWords } from './words.ts'

/** What the notices room does for a student's device; it stands below this room, so the page hands it in. */
export interface News {
  readonly isOn: () => Promise<boolean>
  readonly turnOn: () => Promise<object | 'impossible' | 'refused' | 'device-of-staff'>
  readonly turnOff: () => Promise<object>
}

/** One neutral sentence on the lock screen, only where it is asked for. Who passes it on is said before. */
export function NewsSwitch({ news }: { news: News }) {
  const w = useRequestWords()
  const here = useLoad(news.isOn, [])
  const [problem, setProblem] = useState<string | null>(null)
  const { send, sent, busy } = useSend(async (on: boolean): Promise<object | RefusedAnswer> => {
    const answer = await (on ? news.turnOn() : news.turnOff())
    setProblem(typeof answer === 'string' ? { impossible: w.news_impossible, refused: w.news_refused, 'device-of-staff': w.news_staff }[answer] ?? null : null)
    return typeof answer === 'string' ? {} : answer
  })
  if (here.state !== 'here') return null
  const turn = async (on: boolean) => {
    await send(on)
    here.reload()
  }
  return (
    <Card title={w.news_title} sub={here.data ? undefined : w.news_text}>
      <div className="stack-tight">
        {problem ? <Banner tone="warn">{problem}</Banner> : null}
        <SentBanner sent={sent} />
        {here.data ? <p>{w.news_on}</p> : null}
        <div><Button look="quiet" small icon={here.data ? BellOff : Bell} busy={busy} onClick={() => void turn(!here.data)}>{here.data ? w.news_turn_off : w.news_turn_on}</Button></div>
      </div>
    </Card>
  )
}
