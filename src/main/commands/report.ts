import { report as readReport, reportJson, reportText } from '../../rooms/evaluation/actions.ts'
import { EXIT, inHouse, print, progress, Stop, textOption, type Call, type Command } from './command.ts'
import { programOf } from './make-program.ts'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export const report: Command = {
  summary: 'prints the figures: how many contacts, how, how long, about what',
  help: `npm run peerside -- report [--program SLUG] [--from YYYY-MM] [--to YYYY-MM] [--exact] [--json]

Totals by month, format, who began, minutes, topic and referral. Without --from and --to: everything that was ever logged.
Counts of one to four are hidden, with any count that would give them away.

  --exact  shows every count. Small counts can point at a person: keep them to yourself. The audit log notes each exact report.
Stop the server first when it uses the embedded database.`,
  options: { from: { type: 'string' }, to: { type: 'string' }, exact: { type: 'boolean' } },
  async run(call) {
    const [from, to] = [monthOption(call, 'from'), monthOption(call, 'to')]
    if (from && to && from > to) throw new Stop(`--from ${from} comes after --to ${to}: swap them.`, EXIT.wrongCall)
    const exact = call.options.exact === true
    if (exact) progress('Exact counts: small ones can point at a person. Do not pass this on. The audit log notes this report.\n')
    return await inHouse(call, async (house) => {
      const program = await programOf(house, call)
      const answer = await readReport({ program: program.id, pool: house.pool }, {
        timeZone: program.timeZone, now: house.services.clock.now(), exact, ...(from ? { from } : {}), ...(to ? { to } : {}),
      })
      print(call, reportJson(answer), [reportText(answer)])
      return EXIT.done
    })
  },
}

function monthOption(call: Call, name: 'from' | 'to'): string | undefined {
  const month = textOption(call, name)
  if (month !== undefined && !MONTH.test(month)) throw new Stop(`"${month}" is no month: write --${name} as in 2026-09.`, EXIT.wrongCall)
  return month
}
