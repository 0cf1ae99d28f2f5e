import { buildClient } from '../../src/main/build-client.ts'
import { startCluster } from '../cluster.ts'
import { unpackBrowser } from './browser.ts'

/** One browser, one build of the pages and one PostgreSQL for the whole run. */
export default async function prepare(): Promise<() => Promise<void>> {
  await unpackBrowser() // alone: it moves the temporary folder while it works
  const [{ cluster, stop }] = await Promise.all([startCluster(), buildClient(() => {})])
  process.env.PEERSIDE_TEST_CLUSTER = JSON.stringify(cluster) // the workers inherit it
  return stop
}
