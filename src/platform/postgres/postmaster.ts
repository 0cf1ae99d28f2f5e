import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Postmaster { readonly pid: number; readonly socketFolder: string }

/** The live server of this cluster, if any, as its own postmaster.pid tells: pid, data, start, port, socket folder. */
export function postmasterOf(data: string): Postmaster | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return isRunning(pid, data) ? { pid, socketFolder: (lines[4] ?? '').trim() } : null
  } catch { return null }
}

/** Whether a process with this number lives and its command line mentions `mark`: numbers are used again. */
export function isRunning(pid: number, mark: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try { return commandLine(pid).includes(mark) } catch { return false }
}

const commandLine = (pid: number): string =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
