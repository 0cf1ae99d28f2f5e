import { describe, expect, test } from 'vitest'
import { smsLink, telLink } from './phone.ts'

describe('a number as people write it', () => {
  test('becomes something a phone can call', () => {
    expect(telLink('+1 (613) 555-0100')).toBe('tel:+16135550100')
    expect(telLink(' 0800 11 1+23')).toBe('tel:080011123')
  })
  test('becomes a message, with the word it waits for where there is one', () => {
    expect(smsLink('741-741', null)).toBe('sms:741741')
    expect(smsLink('741741', 'HOME NOW')).toBe('sms:741741?body=HOME%20NOW')
  })
})
