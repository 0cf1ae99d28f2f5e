import { buildClient } from '../build-client.ts'
import { readConfiguration } from '../configuration.ts'
import { buildRidgeway, type Ridgeway } from '../demo/ridgeway.ts'
import { openHouse } from '../house.ts'
import { openIssuer } from '../issuer.ts'
import { programDirectory } from '../program-directory.ts'
import { startBoth } from '../start.ts'
import { EXIT, print, progress, Stop, type Command } from './command.ts'
import { untilAsked } from './serve.ts'

export const demo: Command = {
  summary: 'starts Ridgeway, an invented school, with a way in as each person',
  help: `npm run peerside -- demo [--json]

Makes a program named "ridgeway" from the invented spreadsheets in demo/, opens it to students, and serves it.
Prints a student's link and the twelve words with which you sign in as each member of staff.
It wants a data folder of its own: PEERSIDE_DATA=./data-demo npm run peerside -- demo`,
  async run(call) {
    const configuration = readConfiguration(call.env)
    await buildClient(progress)
    const house = await openHouse(configuration)
    const running = await startBoth(house, await openIssuer(configuration.issuer, house.postgres))
    try {
      const there = await programDirectory(house).list()
      if (there.length) throw new Stop(`There are programs in ${configuration.dataFolder} already: start the demonstration with a data folder of its own, PEERSIDE_DATA=./data-demo.`, EXIT.refused)
      progress('Making Ridgeway ...')
      const ridgeway = await buildRidgeway(house, progress)
      const address = house.services.origin
      print(call, summary(ridgeway, address), lines(ridgeway, address))
      await untilAsked()
    } finally {
      await running.stop()
      await house.close()
    }
    return EXIT.done
  },
}

const ROLES_SHOWN = new Set(['coordinator', 'psychologist', 'faculty-advisor', 'evaluator', 'safety-contact', 'on-call'])
const SUPPORTERS_SHOWN = 3

const summary = ({ program, code, waysIn }: Ridgeway, address: string) => ({
  address, student: `${address}/${program.slug}/#code=${code}`,
  staff: waysIn.map(({ name, role, words }) => ({ name, role, signIn: `${address}/${program.slug}/staff/sign-in`, words: words.join(' ') })),
})

function lines(ridgeway: Ridgeway, address: string): string[] {
  const { student, staff } = summary(ridgeway, address)
  const shown = [...staff.filter(({ role }) => ROLES_SHOWN.has(role)), ...staff.filter(({ role }) => role === 'supporter').slice(0, SUPPORTERS_SHOWN)]
  return [
    'Ridgeway is invented: no school, no person and no contact in it exists.',
    '', `As a student:  ${student}`,
    '', `As staff:      ${address}/${ridgeway.program.slug}/staff, "Use my twelve words"`,
    ...shown.flatMap(({ name, role, words }) => ['', `  ${name}, ${role}`, `  ${words}`]),
    '', 'All supporters: add --json.',
  ]
}
