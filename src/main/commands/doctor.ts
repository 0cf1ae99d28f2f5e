import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dayIn } from '../../platform/clock.ts'
import type { House } from '../house.ts'
import { readConfiguration } from '../configuration.ts'
import { openIssuer } from '../issuer.ts'
import { issuerStands } from '../privacy/facts.ts'
import { programDirectory } from '../program-directory.ts'
import { isStale, type SnapshotsAnswer } from '../snapshots.ts'
import type { Finding } from './finding.ts'
import { issuerFindings } from './issuer-findings.ts'
import { programFindings } from './program-findings.ts'
import { EXIT, inHouse, print, Stop, textOption, type Call, type Command } from './command.ts'

export const doctor: Command = {
  summary: 'looks the installation over and says what to mend',
  help: `npm run peerside -- doctor [--program SLUG] [--only app|issuer] [--json]

Checks the data folder and its file system, snapshots of the key store, the address, notices, the issuer with its keys and the school's sign-on, and for each
program: crisis lines older than 180 days, what still keeps it closed, and supporters whom no notice reaches. It changes nothing. Exit code 0: all well; 4: warnings; 3: something keeps Peerside from keeping its promises.
Stop the server first when it uses the embedded database: two processes cannot share one data folder.`,
  options: { only: { type: 'string' } },
  async run(call) {
    const only = textOption(call, 'only')
    if (only !== undefined && only !== 'app' && only !== 'issuer') throw new Stop('--only takes "app" or "issuer".', EXIT.wrongCall)
    const findings = only === 'issuer' ? await ofIssuer(call, null) : await inHouse(call, async (house) => [...await ofApp(call, house), ...(only ? [issuerFinding(house)] : await ofIssuer(call, house))])
    print(call, { findings }, findings.map(({ level, about, sentence }) => `${MARKS[level]} ${about}: ${sentence}`))
    return findings.some(({ level }) => level === 'problem') ? EXIT.refused : findings.some(({ level }) => level === 'warning') ? EXIT.warned : EXIT.done
  },
}

async function ofApp(call: Call, house: House): Promise<Finding[]> {
  const slug = textOption(call, 'program')
  const programs = (await programDirectory(house).all()).filter((program) => !slug || program.slug === slug)
  return [...machineFindings(house), ...(await Promise.all(programs.map((program) => programFindings(house, program)))).flat()]
}

async function ofIssuer(call: Call, house: House | null): Promise<Finding[]> {
  const issuer = await openIssuer(readConfiguration(call.env).issuer, house?.postgres ?? null)
  try {
    return await issuerFindings(issuer, house?.configuration ?? null)
  } finally {
    await issuer.close()
  }
}

const MARKS = { ok: '  ok     ', warning: '  warning', problem: '  PROBLEM' } as const

// File systems that keep old copies of overwritten bytes: a destroyed key may survive on them.
const COPYING: Readonly<Record<number, string>> = { 0x9123683e: 'btrfs', 0x2fc12fc1: 'zfs', 0x794c7630: 'overlay' }
const OPEN_TO_OTHERS = 0o077

function machineFindings(house: House): Finding[] {
  const { configuration, services } = house
  return [
    ...[join(services.dataFolder, 'keys'), ...(configuration.keysMirror ? [configuration.keysMirror] : [])].flatMap(keyStoreFindings),
    snapshotsFinding(configuration.snapshots, dayIn('UTC', services.clock.now())),
    configuration.loopbackBecause ? { level: 'warning', about: 'address', sentence: configuration.loopbackBecause }
      : { level: 'ok', about: 'address', sentence: configuration.origin },
    services.outgoing.smtpUrl && !services.outgoing.mailFrom ? { level: 'problem', about: 'mail', sentence: 'SMTP_URL is set, so set MAIL_FROM to the sender of the mails.' }
      : { level: 'ok', about: 'mail', sentence: services.outgoing.smtpUrl ? 'set up' : 'not set up; push notices need none' },
    { level: 'ok', about: 'served code', sentence: `Let others compare it with its source: npm run peerside -- verify ${configuration.origin} (docs/operating.md).` },
    ...(process.getuid?.() === 0 ? [{ level: 'warning', about: 'account', sentence: 'Peerside runs as root: make an account named peerside for it and start it as that.' } as const] : []),
  ]
}

function keyStoreFindings(keys: string): Finding[] {
  const copying = COPYING[statfsSync(keys).type >>> 0]
  const readable = statSync(keys).mode & OPEN_TO_OTHERS
  return [
    readable ? { level: 'problem', about: 'key store', sentence: `Other accounts of this machine may read ${keys}: chmod 700 it.` }
      : { level: 'ok', about: 'key store', sentence: `only its own account may read ${keys}` },
    copying ? { level: 'warning', about: 'key store', sentence: `${keys} lies on ${copying}, which keeps old copies of overwritten bytes: put it on ext4 or xfs.` }
      : { level: 'ok', about: 'key store', sentence: 'its file system overwrites in place' },
  ]
}

/** Nobody but the operator can find out; the privacy page publishes what they say, or that they said nothing. */
export function snapshotsFinding(answer: SnapshotsAnswer | null, today: string): Finding {
  const about = 'snapshots'
  if (!answer) return { level: 'warning', about, sentence: 'Ask your provider whether the disk of the key store is copied by snapshots, and set PEERSIDE_SNAPSHOTS to the answer, such as "none 2026-11-01" or "14 days 2026-11-01": the privacy page shows it.' }
  if (isStale(answer, today)) return { level: 'warning', about, sentence: `Your answer is of ${answer.answeredOn}: ask again and set PEERSIDE_SNAPSHOTS anew.` }
  return answer.keptDays ? { level: 'warning', about, sentence: `A destroyed key may survive ${answer.keptDays} days in a snapshot, and the privacy page says so: keep the key store on a disk without snapshots.` }
    : { level: 'ok', about, sentence: `none are taken, as you found out on ${answer.answeredOn}` }
}

/** For an app that stands alone; where this machine runs the issuer too, what is found there says so, once. */
function issuerFinding({ configuration, services }: House): Finding {
  const about = 'issuer', stands = issuerStands(services.origin, configuration.issuer.origin, false)
  if (stands.runs === 'nowhere') return { level: 'ok', about, sentence: 'none at an address of its own: students come in by cards and the code, or, while trying out, by the one that starts with this process' }
  if (stands.runs === 'same-host') return { level: 'warning', about, sentence: `It stands on the same host (${stands.host}): whoever runs that can compare when things happen in both. Run it on another host, by other people, with serve --only issuer.` }
  return { level: 'ok', about, sentence: `apart, at ${'host' in stands ? stands.host : ''}` }
}
