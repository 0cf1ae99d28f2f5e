import workerUrl from './hard-worker.ts?worker&url'
import { ownScript } from './own-script.ts'

/** Proof of work, beside the page so that nothing stutters: a number whose text after `prefix` hashes (SHA-256) to so many leading zero bits. */
export function work(prefix: string, bits: number): Promise<number> {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  return new Promise<number>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<number>) => resolve(data))
    worker.addEventListener('error', () => reject(new Error('the work could not begin')))
    worker.postMessage({ prefix, bits })
  }).finally(() => worker.terminate())
}
