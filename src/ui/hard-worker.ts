import { createSHA256 } from 'hash-wasm'

/** Runs beside the page. Finds a whole number whose text after `prefix` hashes to so many leading zero bits. */
async function search({ prefix, bits }: { prefix: string; bits: number }): Promise<number> {
  const sha = await createSHA256()
  for (let answer = 0; ; answer += 1) {
    if (leadingZeroBits(sha.init().update(`${prefix}${answer}`).digest('binary')) >= bits) return answer
  }
}

function leadingZeroBits(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first]!) - 24
}

self.addEventListener('message', ({ data }: MessageEvent<{ prefix: string; bits: number }>) => {
  void search(data).then((answer) => self.postMessage(answer))
})
