import { statfs } from 'node:fs/promises'

export type DeletionDoubt = 'copy-on-write' | 'overlay' | 'network'

const COPY_ON_WRITE = new Set([0x9123683e, 0x2fc12fc1, 0xca451a4e])
const OVERLAY = new Set([0x794c7630, 0x61756673])
const NETWORK = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x65735546])

/** Why overwriting a file here may leave the old bytes somewhere, or null. Snapshots of the provider cannot be seen. */
export async function deletionDoubt(folder: string): Promise<DeletionDoubt | null> {
  const kind = (await statfs(folder)).type >>> 0
  if (COPY_ON_WRITE.has(kind)) return 'copy-on-write'
  if (OVERLAY.has(kind)) return 'overlay'
  return NETWORK.has(kind) ? 'network' : null
}
