import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { LogOut, Trash2 } from '../../../ui/icons.ts'
import { useWords } from '../../../ui/words.tsx'
import { session, useSession } from '../client.ts'
import { accountWords } from './words.ts'

/** "Shared phone? Forget me": erases account and drafts from this device, after saying what that costs. */
export function ForgetDevice() {
  const w = useWords(accountWords)
  const [asking, setAsking] = useState(false)
  const state = useSession()
  const mayReturn = state.at !== 'open' || state.waysBack > 0
  const forget = async () => {
    await session.forget()
    setAsking(false)
  }
  return (
    <Card title={w.forget_title} sub={w.forget_sub}>
      <Button look="quiet" icon={Trash2} onClick={() => setAsking(true)}>{w.forget_title}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.forget_title}>
        <div className="stack">
          <Banner tone={mayReturn ? 'info' : 'warn'}>{mayReturn ? w.forget_with_way : w.forget_without_way}</Banner>
          <div className="ending">
            <Button look="danger" onClick={() => void forget()}>{w.forget_yes}</Button>
            <Button look="quiet" onClick={() => setAsking(false)}>{w.forget_no}</Button>
          </div>
        </div>
      </Dialog>
    </Card>
  )
}

/** Ends the session; the device keeps the account, closed. */
export function CloseHere() {
  const w = useWords(accountWords)
  return (
    <Card title={w.close_here} sub={w.close_here_sub}>
      <Button look="quiet" icon={LogOut} onClick={() => void session.lock()}>{w.close_here}</Button>
    </Card>
  )
}
