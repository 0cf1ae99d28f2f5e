import { useEffect, useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CalendarClock } from '../../../ui/icons.ts'
import { useWords } from '../../../ui/words.tsx'
import { useSession } from '../../accounts/client.ts'
import { forgetLater, hasTimeCome } from '../client.ts'
import { enrolmentWords } from './words.ts'

/** For somebody who signed in one week to book the next: this device remembers, and says so once the week is over. Nobody is told, and nothing is sent. */
export function TimeHasCome() {
  const w = useWords(enrolmentWords)
  const { at } = useSession()
  const [come, setCome] = useState(false)
  useEffect(() => { if (at === 'open') void hasTimeCome().then(setCome, () => {}) }, [at])
  if (!come) return null
  const done = () => {
    setCome(false)
    void forgetLater()
  }
  return (
    <Banner icon={CalendarClock} title={w.time_title} action={
      <div className="row">
        <ButtonLink look="quiet" small href="/find" onClick={done}>{w.time_book}</ButtonLink>
        <Button look="link" small onClick={done}>{w.time_close}</Button>
      </div>
    }>{w.time_sub}</Banner>
  )
}
