import { ownScript } from '../../../ui/own-script.ts'
import type { FileRefusal } from '../rules/table.ts'
import type { FileRead, ReadingTask } from './reading-worker.ts'
// oxlint-disable-next-line import/default -- the bundler writes this module: the worker's address.
import workerUrl from './reading-worker.ts?worker&url'

/** Reads a file on this device, beside the page. */
export function readFile(task: ReadingTask): Promise<FileRead | FileRefusal> {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  return new Promise<FileRead | FileRefusal>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FileRead | FileRefusal>) => resolve(data))
    worker.addEventListener('error', () => reject(new Error('the file could not be read')))
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}
