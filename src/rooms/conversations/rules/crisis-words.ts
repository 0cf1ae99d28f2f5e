/** What one language says when it weighs too much, and what only sounds so. */
export interface HeavyWords {
  /** Taken out first: idioms, other people's lectures, and what somebody says they do not want. */
  readonly harmless: readonly RegExp[]
  readonly heavy: readonly RegExp[]
}

/**
 * Whether somebody may be glad to be reminded of the help lines. No judgement of risk, and nothing is done with the answer but to show them:
 * said too often it annoys, so idioms are left out; said too seldom it costs nothing, for the lines are on every screen anyway.
 */
export function soundsHeavy(text: string, lists: readonly HeavyWords[]): boolean {
  const harmless = lists.flatMap((list) => list.harmless)
  // In all languages at once, because some words are spelt alike in two.
  const rest = harmless.reduce((left, idiom) => left.replace(idiom, ' . '), plain(text))
  return lists.some(({ heavy }) => heavy.some((words) => words.test(rest)))
}

/** One spelling of apostrophes, spaces, width and case. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'").replace(/\s+/g, ' ')

/** Every language at once: people write in the one that hurts. Fetched when somebody begins to write, whatever they write. */
export const heavyWords = async (): Promise<readonly HeavyWords[]> => {
  const lists = await Promise.all([import('./crisis-words-en.ts'), import('./crisis-words-fr.ts'), import('./crisis-words-zh.ts')])
  return lists.map(({ words }) => words)
}
