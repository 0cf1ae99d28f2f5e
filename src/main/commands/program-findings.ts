import type { Db } from '../../platform/db/transaction.ts'
import { supportersReach } from '../../rooms/notices/actions/channels.ts'
import { readOpening } from '../../rooms/programs/actions.ts'
import type { House } from '../house.ts'
import type { ProgramPage } from '../program-directory.ts'
import { staffFacts } from '../staff-facts.ts'
import type { Finding } from './finding.ts'

/** What is to be mended in one program. It names supporters and settings, never a student. */
export async function programFindings({ pool, services }: House, program: ProgramPage): Promise<Finding[]> {
  const db: Db = { program: program.id, pool }
  const { door, problems, warnings } = await readOpening({ db, program, now: services.clock.now() }, staffFacts)
  const unreached = (await supportersReach(db)).filter(({ reach }) => reach !== 'confirmed').map(({ name }) => name)
  const about = program.slug
  return [
    { level: door === 'open' ? 'ok' : 'warning', about, sentence: door === 'open' ? 'open to students' : 'closed to students: see the opening checklist' },
    ...problems.map(({ problem }): Finding => ({ level: 'warning', about, sentence: `opening checklist: ${problem.replaceAll('-', ' ')}` })),
    ...warnings.map((found): Finding => ({ level: 'warning', about, sentence: found.warning === 'lines-stale' ? `${found.count} crisis lines were last verified over 180 days ago: call each and confirm it.` : found.warning.replaceAll('-', ' ') })),
    ...(unreached.length ? [{ level: 'warning' as const, about, sentence: `no confirmed notice reaches ${unreached.join(', ')}: ask them to open "How we reach you" and try it.` }] : []),
  ]
}
