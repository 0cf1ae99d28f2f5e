import { useState, type MouseEvent, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Ban, BookOpen, Ellipsis, LogOut, Trash2, UsersRound, type Icon } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { readLimits } from '../../bookings/client.ts'
import { block, leave, shredNow, wishHandOver } from '../client.ts'
import type { ThreadView } from '../rules/talk.ts'
import { useTalkWords } from './words.ts'

/** One thing to do, with a sentence on what it does. Rooms below put theirs between ours. */
export function MenuItem({ icon: Icon, label, sub, busy, onPress }: { icon: Icon; label: string; sub?: string; busy?: boolean; onPress: (press: MouseEvent<HTMLButtonElement>) => void }) {
  return (
    <li>
      <button type="button" className="menu-item" aria-disabled={busy || undefined} onClick={busy ? undefined : onPress}>
        <Icon />
        <span>
          <strong>{label}</strong>
          {sub ? <span className="small muted">{sub}</span> : null}
        </span>
      </button>
    </li>
  )
}

type Page = 'menu' | 'shred' | 'leave' | 'limits'

/** Everything one can do about a conversation, one tap away. `children`: more items, such as to report. */
export function ThreadMenu({ view, name, children }: { view: ThreadView; name: string; children?: ReactNode }) {
  const w = useTalkWords()
  const [page, setPage] = useState<Page | null>(null)
  const close = () => setPage(null)
  const title = { menu: w.more, shred: w.shred_title, leave: w.leave_title, limits: w.limits }[page ?? 'menu']
  return (
    <>
      <IconButton label={w.more} icon={Ellipsis} aria-haspopup="dialog" onClick={() => setPage('menu')} />
      <Dialog open={page !== null} onClose={close} title={title}>
        {page === 'menu' ? <Items view={view} onPage={setPage} onDone={close}>{children}</Items> : null}
        {page === 'shred' ? <Shred conv={view.conv} name={name} onClose={close} /> : null}
        {page === 'leave' ? <Leave conv={view.conv} onClose={close} /> : null}
        {page === 'limits' ? <Limits /> : null}
      </Dialog>
    </>
  )
}

function Items({ view: { conv, side, sheet }, onPage, onDone, children }: { view: ThreadView; onPage: (page: Page) => void; onDone: () => void; children: ReactNode }) {
  const w = useTalkWords()
  const toast = useToast()
  const blocking = useSend(block)
  const wishing = useSend(wishHandOver)
  const go = (sent: Promise<unknown>, said: string) => void sent.then((answer) => {
    if (!answer) return
    toast(said)
    onDone()
  })
  return (
    <>
      <ul className="menu-items">
        {sheet.blockedByMe ? null : <MenuItem icon={Ban} label={w.block} sub={w.block_sub} busy={blocking.busy} onPress={() => go(blocking.send(conv), w.blocked_toast)} />}
        {children}
        {sheet.handOverWish === 'mine' || sheet.standing !== 'open' ? null : (
          <MenuItem icon={UsersRound} label={w.wish} sub={side === 'student' ? w.wish_sub_student : w.wish_sub_supporter} busy={wishing.busy} onPress={() => go(wishing.send(conv), w.wish_toast)} />
        )}
        <MenuItem icon={BookOpen} label={w.limits} onPress={() => onPage('limits')} />
        {side === 'student' ? <MenuItem icon={Trash2} label={w.shred} sub={w.shred_sub} onPress={() => onPage('shred')} /> : null}
        {side === 'supporter' && sheet.standing !== 'left' ? <MenuItem icon={LogOut} label={w.leave} sub={w.leave_sub} onPress={() => onPage('leave')} /> : null}
      </ul>
      <SentBanner sent={blocking.sent} />
      <SentBanner sent={wishing.sent} />
    </>
  )
}

function Shred({ conv, name, onClose }: { conv: string; name: string; onClose: () => void }) {
  const w = useTalkWords()
  const toast = useToast()
  const [, go] = useLocation()
  const { send, sent, busy } = useSend(shredNow)
  const shred = async () => {
    if (!(await send(conv))) return
    toast(w.shredded)
    go('/talk')
  }
  return (
    <>
      <p>{w.shred_text(name)}</p>
      <SentBanner sent={sent} />
      <div className="ending">
        <Button look="danger" icon={Trash2} busy={busy} onClick={() => void shred()}>{w.shred_yes}</Button>
        <Button look="quiet" onClick={onClose}>{w.keep}</Button>
      </div>
    </>
  )
}

function Leave({ conv, onClose }: { conv: string; onClose: () => void }) {
  const w = useTalkWords()
  const { send, sent, busy } = useSend(leave)
  return (
    <>
      <p>{w.leave_text}</p>
      <SentBanner sent={sent} />
      <div className="ending">
        <Button busy={busy} onClick={() => void send(conv).then((left) => left && onClose())}>{w.leave_yes}</Button>
        <Button look="quiet" onClick={onClose}>{w.keep}</Button>
      </div>
    </>
  )
}

function Limits() {
  const { locale } = useLocale()
  const limits = useLoad(readLimits, [locale])
  return (
    <Loaded load={limits} lines={6}>
      {({ sections }) => (
        <div className="stack">
          {sections.map(({ heading, sentences }) => (
            <section key={heading} className="stack-tight">
              <h3>{heading}</h3>
              {sentences.length === 1 ? <p>{sentences[0]}</p> : <ul>{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
            </section>
          ))}
        </div>
      )}
    </Loaded>
  )
}
