import { constants, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { isTokenSignedBy } from '../src/platform/proofs/token.ts'
import { keysOf, newRoot } from '../src/sealed/account-keys.ts'
import { prepare, tokenMessage } from '../src/sealed/token-messages.ts'

const ROUNDS = 9

export interface IssuingRun {
  /** A fresh worker each time: its start, blinding, the signature, unblinding and verifying. */
  readonly coldMs: number
  /** The same in processor time, which a busy machine does not stretch. */
  readonly coldCpuMs: number
  /** The one operation of all this that cannot be saved: OpenSSL's private RSA operation of the same size. */
  readonly rsaMs: number
  readonly verifyMs: number
}

/** One token from nothing, in a worker, beside a plain private RSA-3072 operation. Medians. */
export async function measureIssuing(say: (line: string) => void): Promise<IssuingRun> {
  say('Issuing, one token in a cold worker ...')
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const sign = (blinded: Uint8Array) => new Uint8Array(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded))
  const cold: number[] = [], cpu: number[] = [], rsa: number[] = [], verify: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const prepared = prepare(await tokenMessage({ program: 'bench', term: '2026-27', role: 'student' }, await keysOf(newRoot())))
    const begun = performance.now(), cpuBefore = process.cpuUsage()
    const worker = new Worker(join(import.meta.dirname, 'issuing-worker.ts'), { workerData: { spki, prepared } })
    const [{ blinded }] = (await once(worker, 'message')) as [{ blinded: Uint8Array }]
    worker.postMessage({ answer: sign(blinded) })
    const [{ token }] = (await once(worker, 'message')) as [{ token: Uint8Array }]
    cold.push(performance.now() - begun)
    const { user, system } = process.cpuUsage(cpuBefore)
    cpu.push((user + system) / 1000)
    await worker.terminate()
    const block = new Uint8Array([0, ...randomBytes(383)])
    rsa.push(took(() => sign(block)))
    verify.push(took(() => { if (!isTokenSignedBy(spki, prepared, token)) throw new Error('the token does not hold') }))
  }
  return { coldMs: median(cold), coldCpuMs: median(cpu), rsaMs: median(rsa), verifyMs: median(verify) }
}

function took(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

const median = (values: readonly number[]): number => Number(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!.toFixed(2))
