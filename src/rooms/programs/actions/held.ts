import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store/held.ts'

export const programsHeld: HeldBy = {
  tables: ['confidentiality_texts', 'confidentiality_reviews', 'crisis_line_checks', 'opening_answers', 'program_openings', 'program_closings'],
  of: async (tx, _here, { person }) => (person ? held(tx, person) : []),
}
