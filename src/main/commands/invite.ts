import { dayIn } from '../../platform/clock.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { isRefused } from '../../platform/refusals.ts'
import { addPerson, invitePeople, personByEmail, personByName } from '../../rooms/people/actions.ts'
import { ROLES, type Role } from '../../rooms/people/rules.ts'
import { EXIT, inHouse, print, Stop, textOption, type Command } from './command.ts'
import { programOf } from './make-program.ts'

export const invite: Command = {
  summary: 'makes a one-time link that lets a member of staff in, also one who lost every way',
  help: `npm run peerside -- invite --name "Full Name" [--role coordinator] [--email ADDRESS] [--program SLUG] [--json]

Prints a link that works once. Somebody who is known already (by e-mail address, else by full name) is invited anew and gets new keys:
what was sealed to the old ones is lost. Somebody new is added with the role.

  --name   full name of the person
  --role   ${ROLES.join(', ')} (default: coordinator)
  --email  address by which the person is known
Stop the server first when it uses the embedded database. The audit log notes that an invitation was made.`,
  options: { name: { type: 'string' }, role: { type: 'string' }, email: { type: 'string' } },
  async run(call) {
    const fullName = textOption(call, 'name')?.trim()
    const role = (textOption(call, 'role') ?? 'coordinator') as Role
    const email = textOption(call, 'email')?.trim() || null
    if (!fullName) throw new Stop('Say whom to invite: --name "Full Name".', EXIT.wrongCall)
    if (!ROLES.includes(role)) throw new Stop(`There is no role "${role}": choose one of ${ROLES.join(', ')}.`, EXIT.wrongCall)
    return await inHouse(call, async (house) => {
      const program = await programOf(house, call)
      const now = house.services.clock.now()
      const db: Db = { program: program.id, pool: house.pool }
      const person = await inTransaction(db, async (tx) =>
        (email ? await personByEmail(tx, email) : await personByName(tx, fullName))
          ?? addPerson(tx, { fullName, contactEmail: email, joinedOn: dayIn(program.timeZone, now), grants: [{ role, cohorts: null }] }, null))
      const invited = await invitePeople({ db, program, services: house.services, now }, [person], null)
      if (isRefused(invited)) throw new Stop(`${fullName} has left the program: record the return first, then invite.`, EXIT.refused)
      const { link, expiresOn } = invited[0]!
      print(call, { name: fullName, link, expiresOn }, [`Open this link once, until ${expiresOn}, on the device of ${fullName}:`, link])
      return EXIT.done
    })
  },
}
