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
  /** 32 bytes made once per deployment, for keyed hashes that must survive a restart. */
  readonly secret: Buffer
}
