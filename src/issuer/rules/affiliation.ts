/** Whether a claim of the school says that somebody is one of those who may take a token. Schools send one word, or several. */
export function isAccepted(claim: unknown, accepted: readonly string[]): boolean {
  const said: readonly unknown[] = Array.isArray(claim) ? claim : [claim]
  return said.some((word) => typeof word === 'string' && accepted.some((value) => value.toLowerCase() === word.trim().toLowerCase()))
}
