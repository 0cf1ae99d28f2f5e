import { doorsOf } from '../../ui/api.ts'
import type { contract } from './contract.ts'

const ask = doorsOf<typeof contract>()

export const readHoldings = () => ask('GET /account/holdings')
