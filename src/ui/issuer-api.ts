import { type Spoken, Unreachable, spokenLocale } from './api.ts'
import { slug } from './on-page.ts'

/** The other service: it knows who is enrolled, and nothing of accounts. Null where this house has none. */
export const issuerOrigin = (): string | null => document.documentElement.dataset.issuer || null

/** Where the school's sign-in begins. A page of the issuer, opened as a page. */
export const issuerPage = (path: string): string => `${issuerOrigin()}/${slug()}/${path}`

/** A door of the issuer: another origin, no cookie, no referrer, no session. Nothing of an account is ever sent here. */
export async function askIssuer<T extends object>(method: 'GET' | 'POST' | 'PUT', door: string, body?: object): Promise<T | Spoken<string>> {
  try {
    const response = await fetch(issuerPage(door), {
      method, mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store',
      headers: { 'accept-language': spokenLocale(), ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
    })
    if (response.status >= 500) throw new Unreachable()
    return await response.json() as T | Spoken<string>
  } catch (cause) {
    throw cause instanceof Unreachable ? cause : new Unreachable(undefined, { cause })
  }
}
