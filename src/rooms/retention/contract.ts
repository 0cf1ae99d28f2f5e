import { type Contract, answers } from '../../platform/contract.ts'
import type { Holding } from '../../platform/holdings.ts'

export const contract = {
  'GET /account/holdings': { answer: answers<{ holdings: readonly Holding[] }>() },
} satisfies Contract
