import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { Names } from '../programs/rules/names.ts'
import type { Figures } from './rules/figures.ts'

export interface FigureSheet {
  readonly names: Names
  /** Academic years that may be asked for, newest first; 2018 stands for 2018-19. */
  readonly years: readonly number[]
  readonly year: number
  readonly startsMonth: number
  readonly figures: Figures
}

export const contract = {
  'GET /figures': { query: z.object({ year: z.coerce.number().int().min(1990).max(2200).optional() }), answer: answers<FigureSheet>() },
} satisfies Contract
