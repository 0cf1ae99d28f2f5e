import { dayIn } from '../../platform/clock.ts'
import { permitRootRescue } from '../../rooms/roster/actions.ts'
import { programDirectory } from '../program-directory.ts'
import { EXIT, inHouse, print, Stop, textOption, type Command } from './command.ts'

export const rescue: Command = {
  summary: 'permits one new set of program keys after two of the three were lost',
  help: `npm run peerside -- rescue --program SLUG [--json]

A program's three keys replace themselves: two of the old sign the new. Only where two are lost does it need this command. It permits one new
set without those signatures. Then the coordinator and the advisor make three keys on the page "Keys of the program", sign a list, and hang up a new poster.

New visitors see the new keys at once. Every device that knows the old ones is told, keeps them for three days counted from when it first saw the
new ones, and takes the new ones only when its user has compared the new poster: whoever holds this server cannot change keys unseen.
Stop the server first when it uses the embedded database. The audit log notes that a rescue was permitted.`,
  async run(call) {
    const slug = textOption(call, 'program')
    if (!slug) throw new Stop('Say whose keys were lost: --program SLUG.', EXIT.wrongCall)
    return await inHouse(call, async (house) => {
      const program = await programDirectory(house).bySlug(slug)
      if (!program) throw new Stop(`There is no program "${slug}" here.`, EXIT.wrongCall)
      const outcome = await permitRootRescue({ program: program.id, pool: house.pool }, dayIn(program.timeZone, house.services.clock.now()))
      if (outcome === 'no-root') throw new Stop('This program has not signed any keys yet: its first ones need no rescue.', EXIT.refused)
      print(call, { program: program.slug, permitted: true }, [
        'One new set of keys is permitted without the signatures of the old.',
        `Open ${house.services.origin}/${program.slug}/staff/program-keys as coordinator and follow the steps; then hang up the new poster.`,
      ])
      return EXIT.done
    })
  },
}
