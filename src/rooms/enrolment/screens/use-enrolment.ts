import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useSession } from '../../accounts/client.ts'
import { joinAsStudent, readWayIn, type WayIn } from '../../students/client.ts'
import { collect, finish, goToSchool, hasIssuer, hasSignOn, isProven, keepInVault, prepareTokens, readErrand, register, standing, ticketForCard, type Refusal } from '../client.ts'

export type Phase =
  | { readonly at: 'looking' | 'begin' | 'working' | 'way-back' | 'spare' | 'proven' | 'no-issuer' | 'unreachable' }
  | { readonly at: 'done'; readonly spare: boolean }
  | { readonly at: 'refused'; readonly refusal: Refusal | { readonly refused: string } }

/** The app's own cards and codes open new accounts; one that is open already takes a card of the issuer, as proof. */
export const mayShow = ({ by }: WayIn, isOpen: boolean): boolean => by === 'issuer-card' || !isOpen

/** Walks through the steps of enrolling, and takes up wherever this device left off. */
export function useEnrolment() {
  const session = useSession()
  const [, go] = useLocation()
  const [phase, setPhase] = useState<Phase>({ at: 'looking' })
  const [signOn, setSignOn] = useState(true)
  const begun = useRef(false)
  /** What was tried last: a ticket is read once, so trying again takes the same one. */
  const last = useRef<(() => Promise<Phase>) | null>(null)
  const waysBack = session.at === 'open' ? session.waysBack : 0

  const attempt = useCallback(async (work: () => Promise<Phase>) => {
    last.current = work
    setPhase({ at: 'working' })
    setPhase(await work().catch((): Phase => ({ at: 'unreachable' })))
  }, [])

  /** The account is open: first the errand for which somebody came in a hurry, else a way back, else the spare. */
  const onward = useCallback(async (ways: number): Promise<Phase> => {
    const errand = await readErrand()
    if (errand) {
      go(errand.path, { replace: true })
      return { at: 'working' }
    }
    return { at: ways > 0 ? 'spare' : 'way-back' }
  }, [go])

  const admit = useCallback(async (): Promise<Phase> => {
    const wasOpen = session.at === 'open'
    const refusal = await register()
    if (refusal) return { at: 'refused', refusal }
    return onward(wasOpen ? waysBack : 0)
  }, [onward, session.at, waysBack])

  const withTicket = useCallback(async (ticket: string): Promise<Phase> => {
    const collected = await collect(ticket)
    return 'refused' in collected ? { at: 'refused', refusal: collected } : admit()
  }, [admit])

  useEffect(() => {
    if (session.at === 'starting' || begun.current) return
    begun.current = true
    void (async () => {
      const now = await standing()
      if (now.at === 'sent-back') return attempt(() => withTicket(now.ticket))
      if (now.at === 'issued') return attempt(admit)
      if (now.at === 'registered') {
        void keepInVault()
        return setPhase(await onward(waysBack))
      }
      if (now.at === 'refused') setPhase({ at: 'refused', refusal: { refused: now.word } })
      else if (!hasIssuer()) return setPhase({ at: 'no-issuer' })
      else if (session.at === 'open' && (await isProven())) return setPhase({ at: 'proven' })
      else setPhase({ at: 'begin' })
      // While somebody reads, the worker blinds.
      const prepared = await prepareTokens()
      if (!('refused' in prepared)) setSignOn(await hasSignOn(prepared.term))
      else setPhase(prepared.refused === 'keys-none-yet' || prepared.refused === 'no-keys' ? { at: 'no-issuer' } : { at: 'refused', refusal: prepared })
    })().catch(() => setPhase({ at: 'unreachable' }))
  }, [session.at, waysBack, attempt, withTicket, admit, onward])

  return {
    phase, signOn,
    withSchool: () => attempt(async () => {
      const refusal = await goToSchool()
      return refusal ? { at: 'refused', refusal } : { at: 'working' }
    }),
    /** Why nothing comes of it: nobody could have drawn this, or it opens new accounts and one is open. */
    withCard: (typed: string): 'unread' | 'opens-new' | null => {
      const shown = readWayIn(typed)
      if (!shown) return 'unread'
      if (!mayShow(shown, session.at === 'open')) return 'opens-new'
      void attempt(() => byCard(shown))
      return null
    },
    wayKept: (withSpare: boolean) => {
      if (withSpare) void finish()
      setPhase(withSpare ? { at: 'done', spare: true } : { at: 'spare' })
    },
    spareDone: (kept: boolean) => {
      void finish()
      setPhase({ at: 'done', spare: kept })
    },
    again: () => (last.current ? void attempt(last.current) : setPhase({ at: 'begin' })),
    choose: () => setPhase({ at: 'begin' }),
  }

  async function byCard(shown: WayIn): Promise<Phase> {
    if (shown.by !== 'issuer-card') {
      const joined = await joinAsStudent({ ...shown, by: shown.by })
      if ('refused' in joined) return { at: 'refused', refusal: joined }
      // The issuer has signed nothing, so there is nothing to make a spare of: what is left is a way back.
      go((await readErrand())?.path ?? '/way-back', { replace: true })
      return { at: 'working' }
    }
    const asked = await ticketForCard(shown.letters)
    return 'refused' in asked ? { at: 'refused', refusal: asked } : withTicket(asked.ticket)
  }
}
