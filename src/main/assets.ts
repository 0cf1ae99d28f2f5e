import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context } from 'hono'

const KINDS: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json', '.ico': 'image/x-icon',
}
const SQUEEZED = new Set(['.js', '.css', '.html', '.json', '.svg', '.webmanifest'])

/** Beside a built file lies the same, packed once and well by the build. */
const PACKED = '.br'

interface Asset {
  readonly kind: string
  readonly plain: Buffer
  readonly packed: Map<string, Buffer>
  readonly squeezed: boolean
}

/** The built client, held in memory and packed once per encoding. Names under /assets carry their hash and never change. */
export class Assets {
  readonly #files = new Map<string, Asset>()

  constructor(folder: string) {
    for (const path of existsSync(folder) ? filesIn(folder) : []) {
      const ending = extname(path)
      if (ending === PACKED) continue
      const brotli = existsSync(path + PACKED) ? readFileSync(path + PACKED) : null
      this.#files.set(path.slice(folder.length), {
        kind: KINDS[ending] ?? 'application/octet-stream', plain: readFileSync(path), packed: new Map(brotli ? [['br', brotli]] : []), squeezed: SQUEEZED.has(ending),
      })
    }
  }

  has(path: string): boolean {
    return this.#files.has(path)
  }

  text(path: string): string | null {
    return this.#files.get(path)?.plain.toString('utf8') ?? null
  }

  names(): string[] {
    return [...this.#files.keys()]
  }

  answer(c: Context, path: string): Response | null {
    const asset = this.#files.get(path)
    if (!asset) return null
    const encoding = asset.squeezed ? encodingOf(c.req.header('accept-encoding')) : null
    const headers: Record<string, string> = {
      'content-type': asset.kind,
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    }
    if (encoding) headers['content-encoding'] = encoding
    return new Response(new Uint8Array(encoding ? packed(asset, encoding) : asset.plain), { headers })
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}

type Encoding = 'br' | 'gzip'
const encodingOf = (accepted = ''): Encoding | null => (/\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null)

function packed(asset: Asset, encoding: Encoding): Buffer {
  let bytes = asset.packed.get(encoding)
  if (!bytes) {
    bytes = encoding === 'br' ? brotliCompressSync(asset.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : gzipSync(asset.plain, { level: 9 })
    asset.packed.set(encoding, bytes)
  }
  return bytes
}

/** Packs page text for the wire; pages are small and made anew for each answer. */
export function answerPage(c: Context, html: string, status = 200): Response {
  const plain = Buffer.from(html)
  const gzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  return new Response(new Uint8Array(gzip ? gzipSync(plain) : plain), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, accept-language', ...(gzip ? { 'content-encoding': 'gzip' } : {}) },
  })
}
