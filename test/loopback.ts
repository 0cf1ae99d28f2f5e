import dns from 'node:dns'

// Browsers know localhost by themselves; Node asks /etc/hosts, which a bare folder does not have.
const LOOPBACK = { address: '127.0.0.1', family: 4 }
const { lookup } = dns, { lookup: lookupSoon } = dns.promises

dns.lookup = Object.assign((host: string, ...rest: unknown[]) => {
  const done = rest.at(-1) as (failure: null, address: unknown, family?: number) => void
  const options = (typeof rest[0] === 'object' ? rest[0] : {}) as { all?: boolean }
  if (host !== 'localhost') return Reflect.apply(lookup, dns, [host, ...rest]) as void
  process.nextTick(() => (options.all ? done(null, [LOOPBACK]) : done(null, LOOPBACK.address, LOOPBACK.family)))
}, lookup) as typeof dns.lookup

dns.promises.lookup = (async (host: string, options?: { all?: boolean }) => {
  if (host !== 'localhost') return lookupSoon(host, options ?? {})
  return options?.all ? [LOOPBACK] : LOOPBACK
}) as typeof dns.promises.lookup
