import { describe, expect, test } from 'vitest'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { type Bytes, fromBase64url, randomBytes, toBase64url } from './bytes.ts'
import { type Contact, openReport, type ReportContent, reportFits, sealReport } from './report.ts'

const [amina, bruno, dario, nadia] = await Promise.all([0, 1, 2, 3].map(() => keysOf(newRoot()))) as [AccountKeys, AccountKeys, AccountKeys, AccountKeys]
const contact = (keys: AccountKeys, person: string): Contact => ({ person, account: keys.account, pkHpke: keys.pkHpke })
const place = { program: 'ridgeway', report: toBase64url(randomBytes(16)) }
const content: ReportContent = { kind: 'account', account: bruno.account, words: 'He asked where I live.' }
const sealed = await sealReport(amina, place, [contact(dario, 'dario'), contact(nadia, 'nadia')], content)
const for_ = (person: string) => ({ box: sealed.box, wrap: sealed.wraps.find((one) => one.contact === person)!.wrap })

describe('a report', () => {
  test('opens for each of the two safety contacts, and says which pseudonym wrote it', async () => {
    expect(await openReport(dario, place, for_('dario'))).toEqual({ from: amina.account, content })
    expect(await openReport(nadia, place, for_('nadia'))).toEqual({ from: amina.account, content })
  })
  test('opens for nobody else, not even with the wrap of one of them', async () => {
    await expect(openReport(bruno, place, for_('dario'))).rejects.toThrow()
    await expect(openReport(nadia, place, for_('dario'))).rejects.toThrow()
  })
  test('opens under no other id and in no other program', async () => {
    await expect(openReport(dario, { ...place, report: toBase64url(randomBytes(16)) }, for_('dario'))).rejects.toThrow()
    await expect(openReport(dario, { ...place, program: 'elsewhere' }, for_('dario'))).rejects.toThrow()
  })
  test('cannot be put into another’s mouth: the writer’s keys are part of what was sealed', async () => {
    const { box, wrap } = for_('dario')
    const inBrunosName = box.slice()
    inBrunosName.set(bruno.pkAuth, 0)
    inBrunosName.set(bruno.pkHpke, 32)
    await expect(openReport(dario, place, { box: inBrunosName, wrap })).rejects.toThrow()
  })
  test('with one bit changed anywhere does not open', async () => {
    const { box, wrap } = for_('dario')
    const flipped = (bytes: Bytes, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
    for (const at of [0, 40, 64, 80, 2_000, box.length - 1]) await expect(openReport(dario, place, { box: flipped(box, at), wrap })).rejects.toThrow()
    for (let at = 0; at < wrap.length; at += 1) await expect(openReport(dario, place, { box, wrap: flipped(wrap, at) })).rejects.toThrow()
  })
  test('of few words and of many looks alike, up to four thousand bytes', async () => {
    const long = await sealReport(amina, place, [contact(dario, 'dario')], { kind: 'appeal', words: 'x'.repeat(3_000) })
    expect(long.box.length).toBe(sealed.box.length)
  })
  test('has room for what fits, and says so before', () => {
    expect(reportFits({ kind: 'appeal', words: 'x'.repeat(60_000) })).toBe(true)
    expect(reportFits({ kind: 'appeal', words: 'x'.repeat(66_000) })).toBe(false)
    expect(fromBase64url(toBase64url(sealed.box)).length).toBe(64 + 12 + 4_096 + 16)
  })
})
