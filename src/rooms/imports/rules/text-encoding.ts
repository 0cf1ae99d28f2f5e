interface Decoder {
  decode(bytes: Uint8Array): string
}
// Both the browser and the server have it; the shared compilation knows neither of them.
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => Decoder

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'

/** Names the encoding of a text file by its mark, else by which reading of its bytes holds. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = wideWithoutMark(bytes)
  if (wide) return wide
  if (decodes('utf-8', bytes)) return 'utf-8'
  return looksChinese(bytes) ? 'gb18030' : 'windows-1252'
}

/** The text without its byte order mark, and the encoding it was read in. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const encoding = encodingOf(bytes)
  return { text: new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, ''), encoding }
}

function decodes(encoding: Encoding, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

// Latin text in UTF-16 has a zero in every other byte; no text in a narrow encoding has any.
function wideWithoutMark(bytes: Uint8Array): Encoding | null {
  const seen = Math.min(bytes.length, 2000)
  let even = 0
  let odd = 0
  for (let at = 0; at < seen; at += 1) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  if (odd > seen / 8 && even < odd / 4) return 'utf-16le'
  if (even > seen / 8 && odd < even / 4) return 'utf-16be'
  return null
}

// Western text has lone high bytes between letters; Chinese text has runs of pairs that read as common characters.
function looksChinese(bytes: Uint8Array): boolean {
  if (!decodes('gb18030', bytes)) return false
  const text = new TextDecoder('gb18030').decode(bytes)
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const runs = text.match(/\p{Script=Han}{2,}/gu)?.join('').length ?? 0
  return han > 0 && runs > han * 0.7
}
