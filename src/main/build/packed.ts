import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const WORTH_BYTES = 600
const TEXT = /^assets\/.+\.(?:js|css|svg|wasm)$/

/** Packs each built file as small as brotli can, once, so that the server need not: the last seventh costs too much at request time. */
export const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  writeBundle({ dir = 'dist/client' }, bundle) {
    for (const name of Object.keys(bundle).filter((one) => TEXT.test(one))) {
      const plain = readFileSync(join(dir, name))
      if (plain.length < WORTH_BYTES) continue
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }))
    }
  },
})
