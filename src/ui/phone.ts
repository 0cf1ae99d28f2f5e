/** What a telephone dials, of a number as people write it: digits, and a plus in front. */
const dialled = (number: string): string => number.replace(/(?!^\+)\D/g, '')

export const telLink = (number: string): string => `tel:${dialled(number)}`

/** A message to this number, begun with the word that it waits for. */
export const smsLink = (number: string, keyword: string | null): string => `sms:${dialled(number)}${keyword ? `?body=${encodeURIComponent(keyword)}` : ''}`
