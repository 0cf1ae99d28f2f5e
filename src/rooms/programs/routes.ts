import { anyone, doors, type Guard, type OpenDoor } from '../../platform/http/doors.ts'
import { addLine, checkLine, dropLine, editLine, readLines } from './actions/crisis-lines.ts'
import { programFace, publicLines, publishedLimits } from './actions/face.ts'
import { readLimits, readPack, reviewText, writeText } from './actions/limits.ts'
import { answerMinors, closeDoors, openDoors, readOpening, type AskStaffFacts } from './actions/opening.ts'
import { finishStep, readSheet, saveCohorts, saveNames, savePlace, saveSettings, saveSites, saveTopics, type AtDesk } from './actions/settings.ts'
import { contract } from './contract.ts'

/** What stands below this room and is handed in by main: who is a coordinator, and what the checklist asks of staff. */
export interface ProgramPorts {
  readonly coordinator: Guard<AtDesk>
  readonly staffFacts: AskStaffFacts
}

export const programDoors = ({ coordinator, staffFacts }: ProgramPorts): OpenDoor[] =>
  doors(contract, {
    'GET /program': { who: anyone, then: programFace },
    'GET /limits': { who: anyone, then: publishedLimits },
    'GET /crisis-lines': { who: anyone, then: async (visit) => ({ lines: await publicLines(visit) }) },

    'GET /settings': { who: coordinator, then: readSheet },
    'PUT /settings/names': { who: coordinator, then: (visit) => saveNames(visit, visit.body) },
    'PUT /settings/place': { who: coordinator, then: (visit) => savePlace(visit, visit.body) },
    'PUT /settings/rules': { who: coordinator, then: (visit) => saveSettings(visit, visit.body) },
    'PUT /cohorts': { who: coordinator, then: (visit) => saveCohorts(visit, visit.body.items) },
    'PUT /sites': { who: coordinator, then: (visit) => saveSites(visit, visit.body.items) },
    'PUT /topics': { who: coordinator, then: (visit) => saveTopics(visit, visit.body.items) },
    'POST /setup-steps': { who: coordinator, then: (visit) => finishStep(visit, visit.body.step) },

    'GET /limits-texts': { who: coordinator, then: readLimits },
    'GET /limits-packs/:pack': { who: coordinator, then: (visit) => readPack(visit.params.pack) },
    'POST /limits-texts': { who: coordinator, then: (visit) => writeText(visit, visit.body) },
    'POST /limits-texts/:version/review': { who: coordinator, then: (visit) => reviewText(visit, visit.params.version, visit.body) },

    'GET /crisis-lines/all': { who: coordinator, then: readLines },
    'POST /crisis-lines': { who: coordinator, then: (visit) => addLine(visit, visit.body) },
    'PUT /crisis-lines/:line': { who: coordinator, then: (visit) => editLine(visit, visit.params.line, visit.body) },
    'DELETE /crisis-lines/:line': { who: coordinator, then: (visit) => dropLine(visit, visit.params.line) },
    'POST /crisis-lines/:line/check': { who: coordinator, then: (visit) => checkLine(visit, visit.params.line) },

    'GET /opening': { who: coordinator, then: (visit) => readOpening(visit, staffFacts) },
    'PUT /opening/minors': { who: coordinator, then: (visit) => answerMinors(visit, visit.body.answer, staffFacts) },
    'POST /opening': { who: coordinator, then: (visit) => openDoors(visit, staffFacts) },
    'POST /opening/closing': { who: coordinator, then: (visit) => closeDoors(visit, staffFacts) },
  })
