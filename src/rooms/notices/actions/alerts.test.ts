import { describe, expect, test } from 'vitest'
import { bruno, chloe, database, db, deliver, mails, program, pushes, services, testAlert, waiting, withMail, withoutScenesBox, withPush } from '../../../../test/notice-scene.ts'
import { confirmTestAlert, sendTestAlert } from './alerts.ts'
import { myChannels } from './channels.ts'

describe('a test alert', () => {
  const today = '2026-10-05'
  const digitsIn = (text: string) => /\d{4}/.exec(text)![0]

  test('carries four digits to every channel; typed back, they confirm this person', async () => {
    await database.owner('delete from alert_confirmations where person = $1', [bruno])
    const phone = await withPush(bruno)
    await withMail(bruno, 'bruno@ridgeway.example')
    expect(await testAlert(bruno)).toEqual({ sent: true })
    await deliver()
    const { body } = JSON.parse(phone.open(pushes.received[0]!.body)) as { body: string }
    const digits = digitsIn(body)
    expect(mails.received[0]!.text).toBe(`${body}\n\nhttps://commons.example/${program.here.slug}/staff/notices`)
    expect(body).toBe(`Test: your number is ${digits}.`)
    expect(await confirmTestAlert(db(), bruno, digits, today)).toEqual({ confirmed: true })
    expect(await myChannels(db(), bruno, services)).toMatchObject({ confirmed: true })
    expect(await waiting()).toEqual([])
  })
  test('has one guess: a wrong one uses it up, and the right digits come too late', async () => {
    await database.owner('delete from alert_confirmations where person = $1', [bruno])
    const phone = await withPush(bruno)
    await testAlert(bruno)
    await deliver()
    const digits = digitsIn(phone.open(pushes.received[0]!.body))
    const wrong = String((Number(digits) + 1) % 10_000).padStart(4, '0')
    expect(await confirmTestAlert(db(), bruno, wrong, today)).toEqual({ refused: 'wrong-digits' })
    expect(await confirmTestAlert(db(), bruno, digits, today)).toEqual({ refused: 'wrong-digits' })
    expect((await myChannels(db(), bruno, services)).confirmed).toBe(false)
  })
  test('that was not asked for is not there to be guessed', async () => {
    expect(await confirmTestAlert(db(), bruno, '0000', today)).toEqual({ refused: 'wrong-digits' })
  })
  test('of one person does not confirm another', async () => {
    await database.owner('delete from alert_confirmations where program = $1', [program.here.id])
    const phone = await withPush(bruno)
    await testAlert(bruno)
    await deliver()
    expect(await confirmTestAlert(db(), chloe, digitsIn(phone.open(pushes.received[0]!.body)), today)).toEqual({ refused: 'wrong-digits' })
  })
  test('needs a channel that alerts', async () => {
    await withoutScenesBox(bruno)
    expect(await testAlert(bruno)).toEqual({ refused: 'no-channel' })
  })
  test('is not promised where the only channel is mail and there is no mail server any more', async () => {
    await withMail(bruno, 'bruno@ridgeway.example')
    expect(await sendTestAlert(db(), bruno, services.clock.now(), { smtpUrl: null })).toEqual({ refused: 'no-mail-here' })
  })
  test('that was used up before it left is not sent', async () => {
    await withPush(bruno)
    await testAlert(bruno)
    await confirmTestAlert(db(), bruno, 'none', today).catch(() => {})
    await database.owner('delete from alert_tests where person = $1', [bruno])
    await deliver()
    expect([pushes.received, await waiting()]).toEqual([[], []])
  })
  test('cannot be used to flood a box: the seventh within ten minutes is refused', async () => {
    await withMail(bruno, 'bruno@ridgeway.example')
    const answers = []
    for (let n = 0; n < 7; n += 1) answers.push(await testAlert(bruno))
    expect(answers.at(-2)).toEqual({ sent: true })
    expect(answers.at(-1)).toEqual({ refused: 'too-many-tests' })
  })
})
