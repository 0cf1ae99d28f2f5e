import { parentPort, workerData } from 'node:worker_threads'
import { blind, finalize } from '../src/sealed/token.ts'

/** What runs beside a page: blinds, waits for the issuer's answer, and takes the blinding off. */
const { spki, prepared } = workerData as { spki: Uint8Array<ArrayBuffer>; prepared: Uint8Array<ArrayBuffer> }
const { blinded, inv } = await blind(spki, prepared)
parentPort!.postMessage({ blinded })
parentPort!.once('message', ({ answer }: { answer: Uint8Array<ArrayBuffer> }) => {
  void finalize(spki, prepared, answer, inv).then((token) => parentPort!.postMessage({ token }))
})
