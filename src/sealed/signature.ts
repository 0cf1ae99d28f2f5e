import type { Bytes, WebKey } from './bytes.ts'

/** Ed25519, 64 bytes. Apart from the rest, so that signing in again loads nothing else. */
export const sign = async (auth: WebKey, message: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.sign('Ed25519', auth, message))
