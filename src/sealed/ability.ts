export type Inability = 'not-secure' | 'no-curves' | null

/** Whether this browser can hold an account: https, and both curves in WebCrypto (2023 or later). Null means it can. */
export async function whatIsMissing(): Promise<Inability> {
  if (!globalThis.crypto?.subtle) return 'not-secure'
  try {
    await Promise.all([crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']), crypto.subtle.generateKey('X25519', false, ['deriveBits'])])
    return null
  } catch {
    return 'no-curves'
  }
}
