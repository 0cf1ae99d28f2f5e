import type { TestProject } from 'vitest/node'
import { startCluster } from './cluster.ts'

/** One PostgreSQL for all test files of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startCluster()
  project.provide('cluster', cluster)
  return stop
}
