import type { PasskeyFault } from '../client.ts'
import type { words as en } from '../words/en.ts'

/** What went wrong with a passkey, and what to do instead. */
export const passkeySentence = (w: Pick<typeof en, `passkey_${'unsupported' | 'no_prf' | 'declined'}`>, fault: PasskeyFault): string =>
  ({ unsupported: w.passkey_unsupported, 'no-prf': w.passkey_no_prf, declined: w.passkey_declined })[fault]
