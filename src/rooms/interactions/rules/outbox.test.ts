import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterReply, changed, isOver, isWaiting, newEntry, nextRequest, takenBack, type Entry, type Reply, type Request } from './outbox.ts'
import type { InteractionRecord } from './record.ts'

const record = (duration: InteractionRecord['duration']): InteractionRecord =>
  ({ period: '2026-W47', format: 'phone', initiator: 'student', duration, topics: ['t'], referral: 'none', safety: 'none', followUp: false })

/** A server in a few lines: what the real one promises about receipts. */
class Ledger {
  readonly records = new Map<string, InteractionRecord>()
  readonly settled = new Set<string>()
  answer(request: Request, { receipt, record: sent }: Entry): Reply {
    const closed: Reply = { refused: 'week-closed', sentence: 'closed' }
    if (request === 'log') {
      if (!this.settled.has(receipt) && !this.records.has(receipt)) this.records.set(receipt, sent)
      return { closes: '2026-W47' }
    }
    if (!this.records.has(receipt)) return closed
    if (request === 'correct') this.records.set(receipt, sent)
    else {
      this.records.delete(receipt)
      this.settled.add(receipt)
    }
    return request === 'correct' ? { closes: '2026-W47' } : { withdrawn: true }
  }
}

type Step = 'send' | 'send, answer lost' | 'change' | 'take back'

describe('a contact logged on a phone with a bad connection', () => {
  test('arrives exactly once, as last corrected, or not at all when taken back', () => {
    const steps = fc.array(fc.constantFrom<Step>('send', 'send', 'send, answer lost', 'change', 'take back'), { maxLength: 12 })
    fc.assert(fc.property(steps, (journey) => {
      const ledger = new Ledger()
      let entry: Entry | null = newEntry('r', record('<15'))
      let last = entry.record
      let withdrawn = false
      for (const step of [...journey, ...Array.from({ length: 4 }, (): Step => 'send')]) {
        if (!entry) break
        if (step === 'change' && !withdrawn) {
          last = record(last.duration === '<15' ? '15-29' : '<15')
          entry = changed(entry, last)
        } else if (step === 'take back') {
          withdrawn = true
          entry = takenBack(entry)
        }
        const request = step.startsWith('send') ? nextRequest(entry) : null
        if (!request) continue
        const reply = ledger.answer(request, entry)
        if (step === 'send') entry = afterReply(entry, request, reply)
      }
      expect([...ledger.records.values()]).toEqual(withdrawn ? [] : [last])
      expect(entry !== null && isWaiting(entry)).toBe(false)
    }))
  })

  test('waits for the supporter when it was refused', () => {
    const refused = afterReply(newEntry('r', record('<15')), 'log', { refused: 'week-not-open', sentence: 'Choose another week.' })!
    expect(nextRequest(refused)).toBeNull()
    expect(nextRequest(changed(refused, record('15-29')))).toBe('log')
  })

  test('is erased from the phone once its week has closed', () => {
    const kept = afterReply(newEntry('r', record('<15')), 'log', { closes: '2026-W47' })!
    expect(isOver(kept, '2026-W47')).toBe(false)
    expect(isOver(kept, '2026-W48')).toBe(true)
    expect(isOver(newEntry('r', record('<15')), '2026-W48')).toBe(false)
  })
})
