import { createHash } from 'node:crypto'
import { existsSync, linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { isRunning } from './postmaster.ts'

/** Holds a folder for this process. Any death frees it, kill -9 too. Answers with what lets go. */
export async function lockFolder(folder: string, platform = process.platform): Promise<() => Promise<void>> {
  return platform === 'linux' ? lockBySocket(folder) : lockByFile(folder)
}

const taken = (folder: string, cause?: unknown): Error =>
  new Error(`Another Peerside is already running on ${folder}: stop it first, or let PEERSIDE_DATA name another folder.`, { cause })

/** A Linux abstract socket named after the folder lives in the kernel alone: nothing is left to clean up. */
async function lockBySocket(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(taken(folder, cause)))
    server.listen(`\0peerside-${name}`, resolve)
  })
  server.unref()
  return () => new Promise((resolve) => { server.close(() => resolve()) })
}

/** Elsewhere a file names the holder. `link` fails when the file is there, so two starters cannot both win. */
async function lockByFile(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'lock'), mine = `${lock}.${process.pid}`
  writeFileSync(mine, `${process.pid}\n`, { mode: 0o600 })
  try {
    if (existsSync(lock)) setAsideIfDead(lock, folder)
    linkSync(mine, lock)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw taken(folder, cause)
    throw cause
  } finally { rmSync(mine, { force: true }) }
  return async () => rmSync(lock, { force: true })
}

/** A dead holder's file is moved away, never deleted by name: a quicker starter's own file may have that name by now, and goes back. */
function setAsideIfDead(lock: string, folder: string): void {
  const holder = readFileSync(lock, 'utf8')
  if (isRunning(Number(holder), 'node')) throw taken(folder)
  const aside = `${lock}.dead.${process.pid}`
  renameSync(lock, aside)
  if (readFileSync(aside, 'utf8') !== holder) {
    linkSync(aside, lock)
    rmSync(aside)
    throw taken(folder)
  }
  rmSync(aside)
}
