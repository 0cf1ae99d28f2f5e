import { createHash, randomBytes } from 'node:crypto'

/** One key on disk: 'psk1', key, id, name, zeros, and a checksum, so that a half-erased file is never taken for a key. */
export interface StoredKey {
  readonly name: string
  readonly key: Buffer
  /** Random; tells two keys of one name apart, so that a deletion reaches exactly the key that was meant. */
  readonly id: string
}

/** A whole block: a shorter file may live inside its inode, where overwriting does not reach. */
export const KEY_FILE_BYTES = 4096
export const LONGEST_NAME_BYTES = 512

const MAGIC = Buffer.from('psk1')
const KEY_AT = 4
const ID_AT = 36
const LENGTH_AT = 52
const NAME_AT = 54
const CHECKSUM_AT = KEY_FILE_BYTES - 32

export const newKey = (name: string): StoredKey => ({ name, key: randomBytes(32), id: randomBytes(16).toString('hex') })

export function encodeKeyFile({ name, key, id }: StoredKey): Buffer {
  const nameBytes = Buffer.from(name)
  if (nameBytes.length === 0 || nameBytes.length > LONGEST_NAME_BYTES) throw new Error('a key name has 1 to 512 bytes')
  const file = Buffer.alloc(KEY_FILE_BYTES)
  MAGIC.copy(file)
  key.copy(file, KEY_AT)
  Buffer.from(id, 'hex').copy(file, ID_AT)
  file.writeUInt16BE(nameBytes.length, LENGTH_AT)
  nameBytes.copy(file, NAME_AT)
  checksum(file).copy(file, CHECKSUM_AT)
  return file
}

/** Null for whatever is not an intact key: erased, half erased, or torn by the disk. */
export function decodeKeyFile(file: Buffer): StoredKey | null {
  if (file.length !== KEY_FILE_BYTES || !file.subarray(0, KEY_AT).equals(MAGIC)) return null
  if (!checksum(file).equals(file.subarray(CHECKSUM_AT))) return null
  const nameEnds = NAME_AT + file.readUInt16BE(LENGTH_AT)
  return {
    name: file.toString('utf8', NAME_AT, nameEnds),
    key: Buffer.from(file.subarray(KEY_AT, ID_AT)),
    id: file.toString('hex', ID_AT, LENGTH_AT),
  }
}

const checksum = (file: Buffer) => createHash('sha256').update(file.subarray(0, CHECKSUM_AT)).digest()
