import type { Answer, Contract, Refusal, Sent } from '../platform/contract.ts'
import type { Refused } from '../platform/refusals.ts'

/** The network or the server did not answer: nothing is known of what happened. Screens offer to try again. */
export class Unreachable extends Error {}

/** A refusal as it arrives: the word for the program, the sentence for the person. */
export type Spoken<W extends string> = Refused<W | 'sign-in-first' | 'not-found' | 'not-open-yet' | 'account-resting' | 'bad-input' | 'too-many' | 'too-large'> & { readonly sentence: string }

let token: string | null = null
let program = ''
let locale = 'en'
let refresh: (() => Promise<boolean>) | null = null

/** Set by the page at start, and by the session when it opens or closes. The token stays in memory. */
export const speakFor = (to: { program?: string; locale?: string; token?: string | null; refresh?: () => Promise<boolean> }): void => {
  if (to.program !== undefined) program = to.program
  if (to.locale !== undefined) locale = to.locale
  if (to.token !== undefined) token = to.token
  if (to.refresh !== undefined) refresh = to.refresh
}

interface Parts { readonly params?: object; readonly query?: object; readonly body?: unknown }

/** The language in which sentences are asked for. */
export const spokenLocale = (): string => locale

/** A typed fetch over a room's contract: `const ask = doorsOf<typeof contract>()`. `nameless` asks without the session, so that the server cannot answer one account differently. */
export const doorsOf = <C extends Contract>({ nameless = false } = {}) =>
  async <K extends keyof C & string>(key: K, ...[sent]: keyof Sent<C[K]> extends never ? [] : [Sent<C[K]>]):
    Promise<Answer<C[K]> | Spoken<Refusal<C[K]>>> => {
    const parts = (sent ?? {}) as Parts
    let response = await knock(key, parts, nameless)
    // A session that ran out is opened again with the keys of this device, once, without asking.
    if (response.status === 401 && refresh && (await refresh())) response = await knock(key, parts)
    return await response.json().catch(() => { throw new Unreachable() }) as Answer<C[K]> | Spoken<Refusal<C[K]>>
  }

/** An answer that goes on for as long as somebody listens. Throws where there is none; a session that ran out is opened again first. */
export async function openStream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  let response = await knock(`GET ${path}`, { signal })
  if (response.status === 401 && refresh && (await refresh())) response = await knock(`GET ${path}`, { signal })
  if (!response.ok || !response.body) throw new Unreachable()
  return response.body
}

async function knock(key: string, { params, query, body, signal }: Parts & { readonly signal?: AbortSignal }, nameless = false): Promise<Response> {
  const [method, pattern] = key.split(' ') as [string, string]
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])))
  const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]))
  const headers: Record<string, string> = { 'accept-language': locale }
  if (token && !nameless) headers.authorization = `Bearer ${token}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(`/api/${program}${path}${search.size ? `?${search}` : ''}`, {
    method, headers, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...(signal && { signal }),
  }).catch((cause: unknown) => { throw new Unreachable(undefined, { cause }) })
  if (response.status >= 500) throw new Unreachable()
  return response
}
