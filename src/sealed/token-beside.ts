import { ownScript } from '../ui/own-script.ts'
import type { Bytes } from './bytes.ts'
import type { Blinded } from './token.ts'
import type { TokenTask } from './token-worker.ts'
import workerUrl from './token-worker.ts?worker&url'

type Items<T extends TokenTask['do']> = Extract<TokenTask, { do: T }>['items']

/** Blinds each message under its key, in a worker of our own. */
export const blindAll = async (items: Items<'blind'>): Promise<Blinded[]> => {
  const done = await beside<Blinded>({ do: 'blind', items })
  if (!done) throw new Error('a key of the program cannot be used')
  return done
}

/** The tokens, each verified; null when one answer was not made with the key that everybody has. */
export const finalizeAll = (items: Items<'finalize'>): Promise<Bytes[] | null> => beside<Bytes>({ do: 'finalize', items })

function beside<T>(task: TokenTask): Promise<T[] | null> {
  const worker = new Worker(ownScript(workerUrl), { type: 'module' })
  return new Promise<T[] | null>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<{ done: T[] | null }>) => resolve(data.done))
    worker.addEventListener('error', () => reject(new Error('the work could not begin')))
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}
