import { WebAuthnError, browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { type Bytes, randomBytes, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'
import { type WayBackSecrets, secretsOf } from './slots.ts'

export type PasskeyFault = 'unsupported' | 'no-prf' | 'declined'

interface PrfResults {
  readonly prf?: { readonly enabled?: boolean; readonly results?: { readonly first?: ArrayBuffer | ArrayBufferView } }
}

export const mayUsePasskey = (): boolean => browserSupportsWebAuthn()

/**
 * Makes a passkey and draws its secret. Nothing of the credential is ever posted: the server only meets values derived from
 * the PRF, so the challenge guards nothing and is drawn here.
 */
export async function newPasskey(names: { readonly service: string; readonly label: string }): Promise<WayBackSecrets | PasskeyFault> {
  if (!mayUsePasskey()) return 'unsupported'
  try {
    const made = await startRegistration({
      optionsJSON: {
        challenge: toBase64url(randomBytes(32)),
        rp: { id: location.hostname, name: names.service },
        user: { id: toBase64url(randomBytes(16)), name: names.label, displayName: names.label },
        pubKeyCredParams: [{ type: 'public-key', alg: -8 }, { type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        extensions: await prfExtension(),
      },
    })
    const results = made.clientExtensionResults as PrfResults
    const early = prfSecret(results)
    if (early) return await secretsOf('passkey', early)
    // Some authenticators give the PRF only when the passkey is used, not when it is made.
    return results.prf?.enabled === false || !results.prf ? 'no-prf' : await usePasskey(made.id)
  } catch (error) {
    return faultOf(error)
  }
}

/** Asks for a passkey and draws its secret; without `id` the person picks one. */
export async function usePasskey(id?: string): Promise<WayBackSecrets | PasskeyFault> {
  if (!mayUsePasskey()) return 'unsupported'
  try {
    const used = await startAuthentication({
      optionsJSON: {
        challenge: toBase64url(randomBytes(32)),
        rpId: location.hostname,
        userVerification: 'required',
        ...(id && { allowCredentials: [{ id, type: 'public-key' as const }] }),
        extensions: await prfExtension(),
      },
    })
    const secret = prfSecret(used.clientExtensionResults)
    return secret ? await secretsOf('passkey', secret) : 'no-prf'
  } catch (error) {
    return faultOf(error)
  }
}

const prfExtension = async () => ({ prf: { eval: { first: await sha256(canon('ps1/prf')) } } }) as AuthenticationExtensionsClientInputs

function prfSecret(results: PrfResults): Bytes | null {
  const first = results.prf?.results?.first
  if (!first) return null
  return ArrayBuffer.isView(first) ? new Uint8Array(first.buffer as ArrayBuffer, first.byteOffset, first.byteLength).slice() : new Uint8Array(first)
}

const faultOf = (error: unknown): PasskeyFault => {
  if (error instanceof WebAuthnError || (error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name))) return 'declined'
  throw error
}
