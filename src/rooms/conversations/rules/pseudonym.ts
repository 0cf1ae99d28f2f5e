/**
 * Two quiet words for a supporter to tell conversations apart. They come from the conversation's own random name, so that the same
 * student has other words in the next one, and nobody but those two has use for them.
 */
export function quietWords(conv: string, first: readonly string[], second: readonly string[]): readonly [string, string] {
  const [one, other] = [numberOf(conv.slice(0, 4)), numberOf(conv.slice(4, 8))]
  return [first[one % first.length] ?? '', second[other % second.length] ?? '']
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const numberOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 64 + Math.max(0, LETTERS.indexOf(letter)), 0)
