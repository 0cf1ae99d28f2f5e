import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { figureOf, type Figure } from './load.ts'
import type { Pair } from './pairs.ts'
import { connectEchoes, connectTalkers, type Talker } from './talkers.ts'

/** Stored and delivered one-on-one messages beside a bare WebSocket echo, in the same run. */
const CLIENTS = [100, 1000]
const RATES = [200, 1000]
const OPEN_SECONDS = 6
const WARM_SECONDS = 2
const SATURATED_SECONDS = 6
/** At saturation so many messages are under way at once, whoever sends them. */
const UNDER_WAY = 64

export interface Measured {
  readonly peerside: Figure & { readonly cpuMicrosecondsEach?: number }
  readonly bareEcho: Figure
}
export interface MessagingRun {
  readonly clients: number
  readonly openLoop: readonly (Measured & { readonly asked: number })[]
  readonly saturation: Measured & { readonly underWay: number }
}

interface Plan {
  readonly house: ChildProcess
  readonly port: number
  readonly slug: string
  say(line: string): void
}

export async function measureMessaging({ house, port, slug, say }: Plan): Promise<MessagingRun[]> {
  const bare = fork(join(import.meta.dirname, 'bare-echo.ts'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [barePort] = (await once(bare, 'message')) as [number]
  const runs: MessagingRun[] = []
  for (const clients of CLIENTS) {
    say(`Messaging, ${clients} connected clients ...`)
    const openLoop: (Measured & { asked: number })[] = []
    for (const asked of RATES) {
      const measured = await beside({ house, port, slug, barePort, clients }, (talkers, seconds) => openLoopOf(talkers, asked, seconds), OPEN_SECONDS)
      openLoop.push({ asked, ...measured })
      say(`  ${asked}/s asked: delivered ${told(measured.peerside)}; bare echo ${told(measured.bareEcho)}`)
    }
    const saturation = await beside({ house, port, slug, barePort, clients }, saturated, SATURATED_SECONDS)
    say(`  saturated: ${saturation.peerside.perSecond}/s, ${told(saturation.peerside)}; bare echo ${saturation.bareEcho.perSecond}/s`)
    runs.push({ clients, openLoop, saturation: { underWay: UNDER_WAY, ...saturation } })
  }
  bare.kill()
  return runs
}

const told = ({ p50Ms, p99Ms }: Figure): string => `p50 ${p50Ms} ms, p99 ${p99Ms} ms`

interface Sides { readonly house: ChildProcess; readonly port: number; readonly slug: string; readonly barePort: number; readonly clients: number }
type Drive = (talkers: readonly Talker[], seconds: number) => Promise<Run>
interface Run { readonly times: number[]; readonly seconds: number }

/** The same load on both, one after the other, each with fresh connections and a warm start. */
async function beside({ house, port, slug, barePort, clients }: Sides, drive: Drive, seconds: number): Promise<Measured> {
  const pairs = await ask<Pair[]>(house, { pairs: clients / 2 })
  const talkers = await connectTalkers({ port, slug, pairs })
  await drive(talkers, WARM_SECONDS)
  const before = await ask<number>(house, 'cpu')
  const run = await drive(talkers, seconds)
  const cpu = (await ask<number>(house, 'cpu')) - before
  talkers.forEach((talker) => talker.close())
  const echoes = await connectEchoes(barePort, clients)
  await drive(echoes, WARM_SECONDS)
  const echoed = await drive(echoes, seconds)
  echoes.forEach((echo) => echo.close())
  return {
    peerside: { ...figureOf([{ connections: clients, ...run }]), cpuMicrosecondsEach: Math.round(cpu / run.times.length) },
    bareEcho: figureOf([{ connections: clients, ...echoed }]),
  }
}

async function ask<T>(child: ChildProcess, question: unknown): Promise<T> {
  child.send(question as never)
  const [answer] = (await once(child, 'message')) as [T]
  return answer
}

/** Begins messages at a steady rate whether or not the ones before have arrived; a client that still waits for its last answer queues its next, and that waiting counts. */
async function openLoopOf(talkers: readonly Talker[], rate: number, seconds: number): Promise<Run> {
  const times: number[] = [], total = Math.round(rate * seconds), started = performance.now()
  let sent = 0, arrived = 0
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * rate))
      while (sent < due) {
        const begun = performance.now()
        talkers[sent++ % talkers.length]!.send(() => {
          times.push(performance.now() - begun)
          if (++arrived === total) done()
        })
      }
      if (sent === total) clearInterval(timer)
    }, 1)
  })
  return { times, seconds: (performance.now() - started) / 1000 }
}

/** As fast as it goes: whenever one arrives, the next client in turn begins another. */
async function saturated(talkers: readonly Talker[], seconds: number): Promise<Run> {
  const times: number[] = [], started = performance.now(), until = started + seconds * 1000
  let sent = 0, underWay = 0
  await new Promise<void>((done) => {
    const next = (): void => {
      const begun = performance.now()
      if (begun >= until) {
        if (!underWay) done()
        return
      }
      underWay += 1
      talkers[sent++ % talkers.length]!.send(() => {
        times.push(performance.now() - begun)
        underWay -= 1
        next()
      })
    }
    for (let n = 0; n < UNDER_WAY; n += 1) next()
  })
  return { times, seconds: (performance.now() - started) / 1000 }
}
