import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Select } from '../../../ui/field.tsx'
import { issuerOrigin } from '../../../ui/issuer-api.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { type RefusedAnswer, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { issuerEntries, issuerIsSilent, signNextList, signPendingList, tellIssuer, withdrawList } from '../client.ts'
import type { KeysDesk, RosterHolder } from '../contract.ts'
import { rosterKeysNow } from '../rules.ts'
import type { StepProps } from './desk-steps.ts'
import { SignWith } from './sign-with.tsx'
import { rosterWords } from './words.ts'

/** The list of the program's keys: proposed by one holder, signed by a second, maybe days later. */
export function ListStep({ desk, changed }: StepProps) {
  // Begun by the last signature and answered when the list is published: it outlives both.
  const telling = useSend(tellIssuer)
  if (desk.pendingList) return <Pending desk={desk} changed={changed} onPublished={() => { if (issuerOrigin()) void telling.send() }} />
  return desk.list && !desk.forming ? <Published desk={desk} telling={telling} /> : <Propose desk={desk} changed={changed} />
}

/** Who signs the list of people from now on, and the issuer's keys for the year; then the first signature. */
export function Propose({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  const [one, setOne] = useState(() => rosterKeysNow(desk)[0])
  const [two, setTwo] = useState(() => rosterKeysNow(desk)[1])
  const [silent, setSilent] = useState(false)
  const [without, setWithout] = useState(false)
  const { keys } = desk.forming ?? desk.root!
  // The issuer learns of the three keys only now: whoever begins them again before has told nobody.
  const sign = async (printed: string) => {
    const entries = without ? [] : await issuerEntries(desk)
    setSilent(entries === null)
    return entries === null ? issuerIsSilent() : signNextList(desk, [one, two], entries, printed)
  }
  return (
    <div className="stack">
      <HolderSelect label={w.signer_1} holders={desk.signers[1]} value={one} onValue={setOne} />
      <HolderSelect label={w.signer_2} holders={desk.signers[2]} value={two} onValue={setTwo} />
      <p className="muted">{w.list_names(desk.terms.join(', '))}</p>
      {silent || without ? <Checkbox label={w.issuer_without} hint={w.issuer_without_hint} checked={without} onValue={setWithout} /> : null}
      {one && two ? <SignWith keys={keys} signed={[]} label={w.list_sign_first} sign={sign} onSigned={changed} /> : <Banner tone="warn">{w.signers_missing}</Banner>}
    </div>
  )
}

function HolderSelect({ label, holders, value, onValue }: { label: string; holders: readonly RosterHolder[]; value: string; onValue: (key: string) => void }) {
  return <Select label={label} value={value} onValue={onValue} options={holders.map(({ key, fullName }) => ({ value: key, label: fullName }))} />
}

function Pending({ desk, changed, onPublished }: StepProps & { onPublished: () => void }) {
  const w = useWords(rosterWords)
  const dates = useDates()
  const list = desk.pendingList!
  const { send, sent, busy } = useSend(withdrawList)
  const signers = namesOf(desk, list.entries)
  const finish = () => {
    changed()
    onPublished()
  }
  return (
    <div className="stack">
      <p>{w.list_waits}</p>
      <dl className="key-facts">
        <div><dt>{w.signer_1}</dt><dd>{signers[0]}</dd></div>
        <div><dt>{w.signer_2}</dt><dd>{signers[1]}</dd></div>
        <div><dt>{w.list_issuer_keys}</dt><dd>{list.entries.filter(({ purpose }) => purpose.startsWith('issuer/')).length}</dd></div>
        <div><dt>{w.valid_until}</dt><dd>{dates.plainDate(list.validUntil)}</dd></div>
      </dl>
      <SignWith keys={(desk.forming ?? desk.root!).keys} signed={list.signatures.map(({ key }) => key)} label={w.list_sign_second} sign={(printed) => signPendingList(desk, printed)} onSigned={finish} />
      <SentBanner sent={sent} />
      <div><Button look="link" busy={busy} onClick={async () => { if (await send(list.version)) changed() }}>{w.set_aside}</Button></div>
    </div>
  )
}

const namesOf = (desk: KeysDesk, entries: readonly { readonly purpose: string; readonly key: string }[]): [string, string] => {
  const nameOf = (purpose: string): string => {
    const key = entries.find((entry) => entry.purpose === purpose)?.key
    return [...desk.signers[1], ...desk.signers[2]].find((holder) => holder.key === key)?.fullName ?? '?'
  }
  return [nameOf('roster/1'), nameOf('roster/2')]
}

interface Telling {
  readonly send: () => Promise<unknown>
  readonly sent: { readonly state: string; readonly refusal?: RefusedAnswer }
  readonly busy: boolean
}

function Published({ desk, telling: { send, sent, busy } }: { desk: KeysDesk; telling: Telling }) {
  const w = useWords(rosterWords)
  const { slug } = useProgram()
  const dates = useDates()
  const list = desk.list!
  const missing = desk.terms.filter((term) => !list.entries.some(({ purpose }) => purpose === `issuer/${term}/student`))
  const again = <Button look="quiet" small busy={busy} onClick={() => void send()}>{w.issuer_tell}</Button>
  return (
    <div className="stack">
      <p>{w.list_published(list.version, dates.plainDate(list.validUntil))}</p>
      {missing.length ? <Banner>{w.list_missing(missing.join(', '))}</Banner> : null}
      {sent.state === 'refused' ? <Banner tone="warn" action={again}>{sent.refusal?.sentence}</Banner> : <SentBanner sent={sent} onRetry={() => void send()} />}
      {sent.state === 'done' ? <Banner tone="ok">{w.issuer_told}</Banner> : null}
      <Disclosure summary={w.issuer_more}>
        <p className="muted">{w.issuer_operator}</p>
        <p className="key-line" translate="no"><code>{`PEERSIDE_ISSUER_PROGRAMS=${slug}=${desk.root!.fingerprint}`}</code></p>
        {sent.state === 'refused' ? null : <div>{again}</div>}
      </Disclosure>
    </div>
  )
}
