import type { Clock } from './clock.ts'
import type { KeyStore } from './shred/key-store.ts'

/** What a running server hands to its actions besides the database. */
export interface Services {
  readonly clock: Clock
  readonly keys: KeyStore
  /** Where the browser reached us, such as https://commons.example; no trailing slash. */
  readonly origin: string
  /** The folder that holds everything: the embedded database, key store and secrets. */
  readonly dataFolder: string
  /** How notices leave this machine; none of them is needed to run. */
  readonly outgoing: Outgoing
  /** 32 bytes made once per deployment, for keyed hashes that must survive a restart. */
  readonly secret: Buffer
}

export interface Outgoing {
  readonly smtpUrl: string | null
  readonly mailFrom: string | null
  /** Push services besides those of the common browsers. */
  readonly pushHosts: readonly string[]
}
