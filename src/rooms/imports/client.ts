import { doorsOf } from '../../ui/api.ts'
import type { Locale } from '../../ui/same-words.ts'
import type { contract } from './contract.ts'
import type { ReadImport } from './rules/read-import.ts'
import { hoursToSend, interactionsToSend, supportersToSend } from './rules/send.ts'

const ask = doorsOf<typeof contract>()

export const readDesk = () => ask('GET /imports')

/** Sends the rows of a file that was read here. Of each row's content only a hash goes along, by which the server knows it again. */
export async function takeIn(read: ReadImport, locale: Locale) {
  const prints = await Promise.all(read.contents.map(printOf))
  switch (read.kind) {
    case 'supporters': return ask('POST /imports/supporters', { body: supportersToSend(read as ReadImport<'supporters'>, prints, locale) })
    case 'hours': return ask('POST /imports/hours', { body: hoursToSend(read as ReadImport<'hours'>, prints, locale) })
    case 'interactions': return ask('POST /imports/interactions', { body: interactionsToSend(read as ReadImport<'interactions'>, prints, locale) })
  }
}

export const finishImport = () => ask('POST /imports/completion')

async function printOf(content: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
