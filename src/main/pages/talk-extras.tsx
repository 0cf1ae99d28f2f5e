import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Side } from '../../rooms/conversations/rules/standing.ts'
import type { ThreadView } from '../../rooms/conversations/rules/talk.ts'
import { useNames } from '../../rooms/conversations/screens/names.ts'
import type { ThreadExtras } from '../../rooms/conversations/screens/thread.tsx'
import { MenuItem } from '../../rooms/conversations/screens/thread-menu.tsx'
import { AskSomebodyElse } from '../../rooms/requests/screens/ask-somebody-else.tsx'
import { isOurs, revealedIn } from '../../rooms/reports/rules.ts'
import { EmergencyNote } from '../../rooms/reports/screens/emergency-student.tsx'
import { ReportsMessage, RevealDialog } from '../../rooms/reports/screens/reveal.tsx'
import { RestNote } from '../../rooms/reports/screens/standing.tsx'
import { reportWords } from '../../rooms/reports/screens/words.ts'
import { Eye, Phone, ShieldAlert } from '../../ui/icons.ts'
import { useWords } from '../../ui/words.tsx'

/** What the reports room puts into a conversation. Nothing of it is fetched when it is pressed: the wire must not say that somebody reveals. */
export function useStudentExtras(): ThreadExtras {
  const w = useWords(reportWords)
  const nameOf = useNames()
  const [, go] = useLocation()
  const [revealing, setRevealing] = useState(false)
  return {
    menu: (view) => (
      <>
        <MenuItem icon={ShieldAlert} label={w.report_item} sub={w.report_item_sub} onPress={() => go(`/talk/${view.conv}/report`)} />
        {view.sheet.standing === 'open' ? (
          <MenuItem icon={Eye} label={w.reveal_item} sub={w.reveal_item_sub} onPress={({ currentTarget }) => {
            currentTarget.closest('dialog')?.close()
            setRevealing(true)
          }} />
        ) : null}
        <MenuItem icon={Phone} label={w.emergency_item} sub={w.emergency_item_sub} onPress={() => go(`/talk/${view.conv}/contact`)} />
      </>
    ),
    above: (view) => (
      <>
        {view.sheet.standing === 'suspended' ? <RestNote /> : null}
        {mayAskOn(view) ? <AskSomebodyElse conv={view.conv} /> : null}
        <EmergencyNote view={view} href={`/talk/${view.conv}/contact`} />
        <RevealDialog conv={view.conv} name={nameOf(view)} open={revealing} onClose={() => setRevealing(false)} />
      </>
    ),
    draw: (content, { mine }, view) => drawn(content, mine, mine ? 'student' : 'supporter', nameOf(view)),
  }
}

/** Where the supporter went, or one of the two wishes it, the student may ask somebody else in; nobody else may. */
const mayAskOn = ({ sheet: { standing, handOverWish } }: ThreadView): boolean => standing === 'left' || (standing === 'open' && handOverWish !== null)

export function useStaffExtras(): ThreadExtras {
  const w = useWords(reportWords)
  const [, go] = useLocation()
  return {
    menu: (view) => (
      <>
        <MenuItem icon={ShieldAlert} label={w.account_item} sub={w.account_item_sub} onPress={() => go(`/staff/talk/${view.conv}/report`)} />
        <MenuItem icon={Phone} label={w.emergency_item} sub={w.open_item_sub} onPress={() => go(`/staff/talk/${view.conv}/contact`)} />
      </>
    ),
    draw: (content, { mine }) => drawn(content, mine, mine ? 'supporter' : 'student', ''),
    say: (content) => (isOurs(content, 'student') ? (revealedIn(content) ? w.revealed_title : w.emergency_line_theirs) : null),
  }
}

const drawn = (content: Parameters<NonNullable<ThreadExtras['draw']>>[0], mine: boolean, by: Side, name: string): ReactNode =>
  isOurs(content, by) ? <ReportsMessage content={content} mine={mine} name={name} /> : null
