import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import { TERM } from '../students/rules/terms.ts'
import { SPARE_SEALED, type Crowd } from './rules.ts'

const bytes = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((length * 4) / 3)}}$`))

const spareShape = z.object({
  lookup: bytes(16), proofHash: bytes(32), contentSealed: z.string().regex(SPARE_SEALED), term: z.string().regex(TERM),
  /** The work that paces whoever would fill the table: see the students room. */
  challenge: z.string().max(120), answer: z.int().min(0).max(2 ** 40),
})
export type SpareInput = z.infer<typeof spareShape>

export const contract = {
  /** Without a session: whose spare it is has no place here. */
  'POST /spares': { body: spareShape, answer: answers<{ kept: true }>(), refusals: { 'work-missing': 403, 'spare-taken': 409 } },
  'POST /spares/opening': { body: z.object({ lookup: bytes(16), proof: bytes(32) }), answer: answers<{ contentSealed: string }>(), refusals: { 'nothing-opens': 403, 'too-many': 429 } },
  'GET /crowd': { answer: answers<Crowd>() },
} satisfies Contract
