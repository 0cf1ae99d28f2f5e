/** What another machine made of a notice. 'gone' means that this address has been withdrawn for good. */
export type Delivery = 'delivered' | 'gone' | 'failed'

/** Another machine may answer a byte at a time: after `ms` it has failed, whatever it still says. */
export async function within(ms: number, sending: Promise<Delivery>): Promise<Delivery> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Delivery>((resolve) => { timer = setTimeout(() => resolve('failed'), ms) })
  try {
    return await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}
