import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../house.ts'
import { programDirectory } from '../program-directory.ts'
import type { Finding } from './finding.ts'
import { programFindings } from './program-findings.ts'
import { EXIT, inHouse, print, textOption, type Command } from './command.ts'

export const doctor: Command = {
  summary: 'looks the installation over and says what to mend',
  help: `npm run peerside -- doctor [--program SLUG] [--json]

Checks the data folder and its file system, the address, notices, and for each program: crisis lines older than 180 days, what still keeps it closed,
and supporters whom no notice reaches. It changes nothing. Exit code 0: all well; 4: warnings; 3: something keeps Peerside from keeping its promises.
Stop the server first when it uses the embedded database: two processes cannot share one data folder.`,
  async run(call) {
    return await inHouse(call, async (house) => {
      const slug = textOption(call, 'program')
      const programs = (await programDirectory(house).all()).filter((program) => !slug || program.slug === slug)
      const findings = [...machineFindings(house), ...(await Promise.all(programs.map((program) => programFindings(house, program)))).flat()]
      print(call, { findings }, findings.map(({ level, about, sentence }) => `${MARKS[level]} ${about}: ${sentence}`))
      return findings.some(({ level }) => level === 'problem') ? EXIT.refused : findings.some(({ level }) => level === 'warning') ? EXIT.warned : EXIT.done
    })
  },
}

const MARKS = { ok: '  ok     ', warning: '  warning', problem: '  PROBLEM' } as const

// File systems that keep old copies of overwritten bytes: a destroyed key may survive on them.
const COPYING: Readonly<Record<number, string>> = { 0x9123683e: 'btrfs', 0x2fc12fc1: 'zfs', 0x794c7630: 'overlay' }
const OPEN_TO_OTHERS = 0o077

function machineFindings({ configuration, services }: House): Finding[] {
  const keys = join(services.dataFolder, 'keys')
  const copying = COPYING[statfsSync(keys).type >>> 0]
  const readable = statSync(keys).mode & OPEN_TO_OTHERS
  return [
    readable ? { level: 'problem', about: 'key store', sentence: `Other accounts of this machine may read ${keys}: chmod 700 it.` }
      : { level: 'ok', about: 'key store', sentence: 'only its own account may read it' },
    copying ? { level: 'warning', about: 'key store', sentence: `It lies on ${copying}, which keeps old copies of overwritten bytes: put PEERSIDE_DATA on ext4 or xfs, and ask your provider about snapshots.` }
      : { level: 'ok', about: 'key store', sentence: 'its file system overwrites in place; ask your provider whether it takes snapshots' },
    configuration.loopbackBecause ? { level: 'warning', about: 'address', sentence: configuration.loopbackBecause }
      : { level: 'ok', about: 'address', sentence: configuration.origin },
    services.outgoing.smtpUrl && !services.outgoing.mailFrom ? { level: 'problem', about: 'mail', sentence: 'SMTP_URL is set, so set MAIL_FROM to the sender of the mails.' }
      : { level: 'ok', about: 'mail', sentence: services.outgoing.smtpUrl ? 'set up' : 'not set up; push notices need none' },
    ...(process.getuid?.() === 0 ? [{ level: 'warning', about: 'account', sentence: 'Peerside runs as root: make an account named peerside for it and start it as that.' } as const] : []),
  ]
}
