import { buildClient } from '../build-client.ts'
import { readConfiguration } from '../configuration.ts'
import { openHouse } from '../house.ts'
import { programDirectory } from '../program-directory.ts'
import { startServer } from '../server.ts'
import { currentSetupCode } from '../setup-code.ts'
import { EXIT, print, progress, textOption, type Command } from './command.ts'
import { makeProgram } from './make-program.ts'

export const serveHouse: Command = {
  summary: 'starts the server; the first time it prints a one-time set-up code',
  help: `npm start                          (the same as: npm run peerside -- serve)

Starts the embedded PostgreSQL in the data folder, brings it up to date and serves on PORT (4100).
Without PEERSIDE_ORIGIN=https://... it listens on this machine only.

  --program SLUG   makes a program of this name with defaults where there is none
  --json           prints {"address", "setupCode"} on one line when ready
Stop it with Ctrl-C; it can be killed at any moment without losing what was confirmed.`,
  async run(call) {
    const configuration = readConfiguration(call.env)
    await buildClient(progress)
    const house = await openHouse(configuration)
    const slug = textOption(call, 'program')
    if (slug) await makeProgram(house, slug)
    const running = await startServer(house)
    const programs = await programDirectory(house).list()
    const setupCode = programs.length ? null : await currentSetupCode(house)
    const address = call.env.PEERSIDE_ORIGIN ? configuration.origin : `http://localhost:${running.port}`
    print(call, { address, setupCode }, [
      `Peerside is at ${address}`,
      ...(setupCode ? [`First time here? Open ${address}/setup and enter this one-time code: ${setupCode}`] : []),
      ...(configuration.loopbackBecause ? [configuration.loopbackBecause] : []),
    ])
    await untilAsked()
    await running.stop()
    await house.close()
    return EXIT.done
  },
}

export const untilAsked = (): Promise<void> => new Promise((resolve) => {
  process.once('SIGINT', () => resolve())
  process.once('SIGTERM', () => resolve())
})

