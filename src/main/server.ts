import { join } from 'node:path'
import { Hono } from 'hono'
import { api } from '../platform/http/api.ts'
import { startJobs } from '../platform/jobs.ts'
import { liveHub } from '../platform/live/hub.ts'
import { startListening } from '../platform/live/listening.ts'
import type { Notice } from '../platform/live/notices.ts'
import { Assets } from './assets.ts'
import type { House } from './house.ts'
import { listen } from './listen.ts'
import { logDefect } from './log.ts'
import { pages } from './pages.ts'
import { programDirectory } from './program-directory.ts'
import { doors, heard, jobs } from './rooms.ts'
import { say } from './sentences.ts'
import { setupDoors } from './setup.ts'

export interface Running {
  /** The port that was given, also where 0 asked for any. */
  readonly port: number
  stop(): Promise<void>
}

const CLIENT = join(import.meta.dirname, '../../dist/client')

/** Serves pages and doors and starts the housekeeping. Returns once the socket listens. */
export async function startServer(house: House): Promise<Running> {
  const directory = programDirectory(house)
  const app = new Hono()
  app.route('/', setupDoors(house))
  app.route('/', api({ doors, pool: house.pool, services: house.services, program: directory.bySlug, say, onDefect: logDefect }))
  app.route('/', pages(house, new Assets(CLIENT), directory))
  const { configuration, pool, services } = house
  const rooms = Object.fromEntries(Object.entries(heard).map(([topic, act]) => [topic, (notice: Notice) => act({ pool, services }, notice)]))
  const listening = await startListening({ pool, hub: liveHub(services), rooms, onDefect: logDefect })
  const server = await listen(app, configuration)
  house.listensOn(server.port)
  const housekeeping = startJobs({ jobs, pool: house.pool, services: house.services, programs: directory.all, onDefect: logDefect })
  return {
    port: server.port,
    stop: async () => {
      await housekeeping.stop()
      await listening.stop()
      await server.stop()
    },
  }
}
