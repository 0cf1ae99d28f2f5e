import { buildClient } from './build-client.ts'

// Run by `npm ci`, so that the first start has its pages ready. A start builds them itself where this was skipped.
await buildClient((line) => process.stdout.write(`${line}\n`)).catch(() => process.stdout.write('The pages will be built at the first start.\n'))
