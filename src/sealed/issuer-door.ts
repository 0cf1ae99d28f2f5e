/** The issuer of this page's program, on its own origin: the page learns the address from the server's first answer. */
const origin = (): string => document.documentElement.dataset['issuer'] ?? ''

/** Asks the issuer without cookies, session or referrer. Null: there is none, it is out of reach, or it refused. */
export async function askIssuer<T = unknown>(method: 'GET' | 'PUT', path: string, body?: object): Promise<T | null> {
  const slug = location.pathname.split('/')[1] ?? ''
  if (!origin()) return null
  try {
    const response = await fetch(`${origin()}/${slug}${path}`, {
      method, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store',
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return response.ok ? ((await response.json()) as T) : null
  } catch {
    return null
  }
}
