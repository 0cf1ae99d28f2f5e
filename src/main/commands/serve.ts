import { buildClient } from '../build-client.ts'
import { readConfiguration } from '../configuration.ts'
import { openHouse } from '../house.ts'
import { openIssuer } from '../issuer.ts'
import { programDirectory } from '../program-directory.ts'
import { startServer } from '../server.ts'
import { currentSetupCode } from '../setup-code.ts'
import { startBoth } from '../start.ts'
import { EXIT, print, progress, Stop, textOption, type Call, type Command } from './command.ts'
import { makeProgram } from './make-program.ts'

export const serveHouse: Command = {
  summary: 'starts the server; the first time it prints a one-time set-up code',
  help: `npm start                          (the same as: npm run peerside -- serve)

Starts the embedded PostgreSQL in the data folder, brings it up to date and serves on PORT (4100); the issuer, which confirms who is a
student and never learns which account is whose, on the port after it. Without PEERSIDE_ORIGIN=https://... it listens on this machine only.

  --only app       the pages and the accounts, without an issuer; PEERSIDE_ISSUER_ORIGIN says where that is
  --only issuer    the issuer alone; PEERSIDE_APP_ORIGIN says where the pages are
  --program SLUG   makes a program of this name with defaults where there is none
  --json           prints {"address", "issuer", "setupCode"} on one line when ready
Stop it with Ctrl-C; it can be killed at any moment without losing what was confirmed.`,
  options: { only: { type: 'string' } },
  async run(call) {
    const only = textOption(call, 'only')
    if (only === 'issuer') return await serveIssuer(call)
    if (only !== undefined && only !== 'app') throw new Stop('--only takes "app" or "issuer".', EXIT.wrongCall)
    const configuration = readConfiguration(call.env)
    await buildClient(progress)
    const house = await openHouse(configuration)
    const slug = textOption(call, 'program')
    if (slug) await makeProgram(house, slug)
    const running = only ? await startServer(house) : await startBoth(house, await openIssuer(configuration.issuer, house.postgres))
    const programs = await programDirectory(house).list()
    const setupCode = programs.length ? null : await currentSetupCode(house)
    const address = call.env.PEERSIDE_ORIGIN ? configuration.origin : `http://localhost:${running.port}`
    print(call, { address, issuer: house.issuerOrigin, setupCode }, [
      `Peerside is at ${address}`,
      ...(house.issuerOrigin ? [`Enrolment is proven at ${house.issuerOrigin}`] : []),
      ...(setupCode ? [`First time here? Open ${address}/setup and enter this one-time code: ${setupCode}`] : []),
      ...(configuration.loopbackBecause ? [configuration.loopbackBecause] : []),
    ])
    await untilAsked()
    await running.stop()
    await house.close()
    return EXIT.done
  },
}

async function serveIssuer(call: Call): Promise<number> {
  const { issuer: configuration } = readConfiguration(call.env)
  if (!configuration.appOrigin) throw new Stop('Set PEERSIDE_APP_ORIGIN to the address of the program’s pages: only they may ask the issuer.', EXIT.wrongCall)
  const issuer = await openIssuer(configuration, null)
  await issuer.start()
  print(call, { issuer: issuer.origin(), app: configuration.appOrigin }, [
    `The issuer is at ${issuer.origin()}, for the pages at ${configuration.appOrigin}`,
    configuration.school ? `Students sign in at ${configuration.school.issuer}, or show a card.` : 'Without OIDC_ISSUER students show a card; no sign-on is set up.',
  ])
  await untilAsked()
  await issuer.close()
  return EXIT.done
}

export const untilAsked = (): Promise<void> => new Promise((resolve) => {
  process.once('SIGINT', () => resolve())
  process.once('SIGTERM', () => resolve())
})
