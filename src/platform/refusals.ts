/** An expected "no": a word from the room's contract, answered with a status and a sentence, never thrown. */
export interface Refused<W extends string> {
  readonly refused: W
  readonly detail?: unknown
}

export const refuse = <W extends string>(word: W, detail?: unknown): Refused<W> =>
  detail === undefined ? { refused: word } : { refused: word, detail }

export const isRefused = (answer: unknown): answer is Refused<string> =>
  typeof answer === 'object' && answer !== null && 'refused' in answer && typeof answer.refused === 'string'

/** A broken promise of our own: thrown, never shown, always a defect. */
export function invariant(claim: unknown, promise: string): asserts claim {
  if (!claim) throw new Error(`Broken promise: ${promise}`)
}
