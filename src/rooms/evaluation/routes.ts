import { doors } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { yearFigures } from './actions/figures.ts'
import { contract } from './contract.ts'

/** No door shows exact counts: those are for the operator, on the command line. */
export const routes = doors(contract, {
  'GET /figures': { who: holding('coordinator', 'evaluator'), then: ({ db, program, now, query }) => yearFigures(db, { timeZone: program.timeZone, now }, query.year) },
})
