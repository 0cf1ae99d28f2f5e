/** One answer of the site that is looked at, as a browser would unpack it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  readonly text: string
}

export type Ask = (path: string) => Promise<Answer>

const PATIENCE_MS = 30_000
// A site that means to show its visitors something else must not know a monitor by its first line.
const LIKE_A_BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', 'accept-language': 'en-CA,en;q=0.9', 'accept-encoding': 'gzip, deflate, br',
}

/** Asks one site, following nothing: where it sends its visitors is part of what is looked at. */
export const asking = (origin: string): Ask => async (path) => {
  const answer = await fetch(new URL(path, origin), { headers: LIKE_A_BROWSER, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('utf8') }
}
