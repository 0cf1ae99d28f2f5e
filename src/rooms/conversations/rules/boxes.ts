/** docs/encryption.md 11: every message is padded to one of four sizes, so that a length says next to nothing. */
export const PADDED_BYTES = [256, 1024, 4096, 16_384] as const

/** What AES-GCM adds: the initialisation vector before, the tag behind. */
export const IV_BYTES = 12
export const GCM_TAG_BYTES = 16
export const BOX_BYTES = PADDED_BYTES.map((padded) => IV_BYTES + padded + GCM_TAG_BYTES)

/** As base64url, without padding. */
const lettersOf = (bytes: number): number => Math.ceil((bytes * 4) / 3)
const BOX_LETTERS = BOX_BYTES.map(lettersOf)
export const MOST_BOX_LETTERS = Math.max(...BOX_LETTERS)

export const isBox = (letters: string): boolean => BOX_LETTERS.includes(letters.length)

/** How many of the smallest box this one weighs, for the quota. */
export const weightOf = (letters: string): number => Math.ceil(letters.length / Math.min(...BOX_LETTERS))

/** How many messages one answer of the list holds; whoever wants more asks again after the last. */
export const MESSAGES_AT_ONCE = 200
