/** A defect leaves its place and kind behind and nothing else: messages of the database may quote what somebody typed. */
export function logDefect(place: string, failure: unknown): void {
  const kind = failure instanceof Error ? failure.name : typeof failure
  const code = typeof failure === 'object' && failure !== null && 'code' in failure ? ` ${String(failure.code)}` : ''
  const where = failure instanceof Error ? framesOf(failure) : ''
  process.stderr.write(`defect at ${place.replace(/[^\w /:-]/g, '')}: ${kind}${code}${where}\n`)
}

/** The file and line of our own frames; never the message. */
function framesOf(failure: Error): string {
  const frames = (failure.stack ?? '').split('\n').filter((line) => line.includes('/src/')).slice(0, 3)
  return frames.map((line) => ` at ${line.replace(/^.*\/(src\/[^)]*?)\)?$/, '$1')}`).join('')
}
