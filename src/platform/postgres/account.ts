import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whom postgres runs as. Empty when it simply runs as whoever runs Peerside. */
export interface Account { readonly name: string; readonly uid: number; readonly gid: number }

/** PostgreSQL refuses to run as root, so root lends it another account: PEERSIDE_USER, else `peerside`, else the nobody every Unix has. */
export function postgresAccount(env: NodeJS.ProcessEnv = process.env): Account | null {
  if (process.getuid?.() !== 0) return null
  const named = env.PEERSIDE_USER
  const found = lookUp(named ?? 'peerside')
  if (named && !found) throw new Error(`There is no account called "${named}": create it (useradd --system ${named}) or unset PEERSIDE_USER.`)
  if (found?.uid === 0) throw new Error('PostgreSQL refuses to run as root: let PEERSIDE_USER name an ordinary account.')
  return found ?? { name: 'uid 65534', uid: 65534, gid: 65534 }
}

/** The first folder on the way to `path` which the account may not enter, or null when the way is free. */
export function closedDoor(path: string, account: Account | null): string | null {
  if (!account) return null
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
    if (!((mode >> shift) & 1)) return folder
    if (folder === dirname(folder)) return null
  }
}

function lookUp(name: string): Account | null {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { name, uid: id('-u'), gid: id('-g') }
  } catch { return null }
}
