import { doorsOf } from '../../ui/api.ts'
import type { contract } from './contract.ts'

const ask = doorsOf<typeof contract>()

export const readFigures = (year: number | null) => ask('GET /figures', { query: year === null ? {} : { year } })
