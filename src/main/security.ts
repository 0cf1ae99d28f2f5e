/** What every page, worker and script may do: run our own code, ask this server and the issuer, and nothing else. */
export const pagePolicy = (issuerOrigin: string | null): string => [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "manifest-src 'self'", "worker-src 'self'",
  ["connect-src 'self'", issuerOrigin].filter(Boolean).join(' '),
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types peerside',
].join('; ')

/** The headers of a page: no frame, and nobody is told where the reader came from. */
export const pageHeaders = (issuerOrigin: string | null): Readonly<Record<string, string>> => ({
  'content-security-policy': pagePolicy(issuerOrigin),
  'referrer-policy': 'no-referrer',
  // Browsers heed it over https alone.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
})

/** A worker's file stays in the cache, and what runs in it may ask no more than the page. */
export const workerHeaders = (issuerOrigin: string | null): Readonly<Record<string, string>> => ({ 'content-security-policy': pagePolicy(issuerOrigin) })
