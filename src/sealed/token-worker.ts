import type { Bytes } from './bytes.ts'
import { blind, finalize } from './token.ts'

export type TokenTask =
  | { readonly do: 'blind'; readonly items: readonly { readonly spki: Bytes; readonly prepared: Bytes }[] }
  | { readonly do: 'finalize'; readonly items: readonly { readonly spki: Bytes; readonly prepared: Bytes; readonly answer: Bytes; readonly inv: Bytes }[] }

/** Runs beside the page: blinding takes a tenth of a second a token on a laptop, and nothing may stutter meanwhile. */
async function work(task: TokenTask): Promise<unknown[]> {
  const done: unknown[] = []
  // One after the other: they share the one core that a worker has.
  if (task.do === 'blind') for (const { spki, prepared } of task.items) done.push(await blind(spki, prepared))
  else for (const { spki, prepared, answer, inv } of task.items) done.push(await finalize(spki, prepared, answer, inv))
  return done
}

self.addEventListener('message', ({ data }: MessageEvent<TokenTask>) => {
  work(data).then((done) => self.postMessage({ done }), () => self.postMessage({ done: null }))
})
