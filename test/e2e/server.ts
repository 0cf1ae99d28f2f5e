import '../loopback.ts'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProgramHere } from '../../src/platform/http/doors.ts'
import type { Beginning } from '../../src/rooms/conversations/actions.ts'
import type { Instant } from '../../src/platform/clock.ts'
import { ISSUER } from '../../src/platform/db/migrate.ts'
import { type Cluster, cloneDatabase } from '../cluster.ts'

/** The demonstration's school, and how its people sign in. */
export interface RidgewaySchool {
  readonly code: string
  readonly waysIn: readonly { readonly name: string; readonly role: string; readonly words: readonly string[] }[]
}

export interface TestServer {
  readonly address: string
  readonly setupCode: string
  /** Where enrolment is proven. */
  readonly issuer: string
  readonly dataFolder: string
  /** Past row-level security: to set the scene and to look behind it. */
  readonly ownerUrl: string
  /** As the app itself, under row-level security: for its own actions. */
  readonly appUrl: string
  readonly issuerOwnerUrl: string
  readonly pid: number
  /** Sets the server's clock; it runs on from there. */
  turnTo(instant: Instant): Promise<void>
  /** The school of `peerside demo`, made by the first who asks. */
  ridgeway(): Promise<RidgewaySchool>
  /** A claimed request, without the request: for tests of what two people then say. */
  begin(beginning: Beginning & { readonly program: ProgramHere }): Promise<void>
  /** Everything the server has said on its outputs. */
  said(): string
  stop(): Promise<void>
}

/** The real server on an empty database of its own. */
export async function startTestServer(env: Record<string, string> = {}): Promise<TestServer> {
  const cluster = JSON.parse(process.env.PEERSIDE_TEST_CLUSTER!) as Cluster
  const [{ ownerUrl, appUrl, drop }, issuers] = await Promise.all([cloneDatabase(cluster), cloneDatabase(cluster, ISSUER)])
  const dataFolder = mkdtempSync(join(tmpdir(), 'peerside-e2e-'))
  mkdirSync(join(dataFolder, 'keys'), { recursive: true })
  const child = fork(join(import.meta.dirname, 'serve.ts'), [], {
    env: { ...process.env, DATABASE_URL: ownerUrl, ISSUER_DATABASE_URL: issuers.ownerUrl, PEERSIDE_DATA: dataFolder, PORT: '0', ...env }, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
  const { port, issuer, setupCode } = await firstWord(child, () => output)
  let school: Promise<RidgewaySchool> | undefined
  return {
    address: `http://localhost:${port}`, issuer, setupCode, dataFolder, ownerUrl, appUrl, issuerOwnerUrl: issuers.ownerUrl, pid: child.pid!,
    turnTo: async (instant) => { await askFor(child, { turnTo: instant }) },
    ridgeway: () => {
      school ??= askFor<RidgewaySchool>(child, { ridgeway: true })
      return school
    },
    begin: async (beginning) => {
      const { begun } = await askFor<{ begun: true | string }>(child, { begin: beginning })
      if (begun !== true) throw new Error(begun)
    },
    said: () => output,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.send({ stop: true })
        await once(child, 'exit')
      }
      rmSync(dataFolder, { recursive: true, force: true })
      await Promise.all([drop(), issuers.drop()])
    },
  }
}

let questions = 0

/** Each question is answered by its own number, whoever asks meanwhile. */
async function askFor<T>(child: ChildProcess, question: object): Promise<T> {
  const id = (questions += 1)
  const answered = new Promise<T>((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`The server ended with ${code}.`))
    const hear = (answer: unknown): void => {
      if ((answer as { id?: number }).id !== id) return
      child.off('message', hear).off('exit', gone)
      resolve(answer as T)
    }
    child.on('message', hear).on('exit', gone)
  })
  child.send({ ...question, id })
  return answered
}

function firstWord(child: ChildProcess, output: () => string): Promise<{ port: number; issuer: string; setupCode: string }> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number; issuer: string; setupCode: string }))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${output()}`)))
  })
}
