import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What must never lie in the database: the pepper, and the private keys. Open to the issuer's own account alone. */
export interface IssuerFolder {
  /** HMAC-SHA-256 under a key that is nowhere else: who somebody is cannot be tried out on a stolen database. */
  keyed(message: Uint8Array): Buffer
  /** The text of a file, or null. */
  read(name: string): string | null
  /** Writes the file unless there is one; answers the one that stands, whichever process was first. */
  settle(name: string, text: string): string
  readonly path: string
}

const PEPPER_BYTES = 32
const OWN = 0o600

export function openIssuerFolder(path: string): IssuerFolder {
  mkdirSync(join(path, 'keys'), { recursive: true, mode: 0o700 })
  for (const folder of [path, join(path, 'keys')]) chmodSync(folder, 0o700)
  const pepper = Buffer.from(settle(join(path, 'pepper'), randomBytes(PEPPER_BYTES).toString('hex')), 'hex')
  if (pepper.length !== PEPPER_BYTES) throw new Error(`The issuer's pepper in ${join(path, 'pepper')} is damaged: put back the file from where these data came. A new one would let everybody take a second token.`)
  return {
    path,
    keyed: (message) => createHmac('sha256', pepper).update(message).digest(),
    read: (name) => readOrNull(join(path, name)),
    settle: (name, text) => settle(join(path, name), text),
  }
}

/** Written and flushed under another name first; of two who link it into place, one wins and both read what stands. */
function settle(path: string, text: string): string {
  if (!existsSync(path)) {
    const half = `${path}.${randomBytes(8).toString('hex')}`
    writeFileSync(half, text, { mode: OWN, flush: true })
    try { linkSync(half, path) } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    } finally { rmSync(half, { force: true }) }
  }
  return readFileSync(path, 'utf8')
}

function readOrNull(path: string): string | null {
  try { return readFileSync(path, 'utf8') } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
}
