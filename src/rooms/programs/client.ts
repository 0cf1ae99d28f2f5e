import { doorsOf } from '../../ui/api.ts'
import type { Sent } from '../../platform/contract.ts'
import type { contract } from './contract.ts'
import type { SetupStep } from './rules/setup.ts'

const ask = doorsOf<typeof contract>()
type Body<K extends keyof typeof contract> = Sent<(typeof contract)[K]> extends { body: infer B } ? B : never

export const readSettings = () => ask('GET /settings')
export const saveNames = (body: Body<'PUT /settings/names'>) => ask('PUT /settings/names', { body })
export const savePlace = (body: Body<'PUT /settings/place'>) => ask('PUT /settings/place', { body })
export const saveRules = (body: Body<'PUT /settings/rules'>) => ask('PUT /settings/rules', { body })
export const saveCohorts = (items: Body<'PUT /cohorts'>['items']) => ask('PUT /cohorts', { body: { items } })
export const saveSites = (items: Body<'PUT /sites'>['items']) => ask('PUT /sites', { body: { items } })
export const saveTopics = (items: Body<'PUT /topics'>['items']) => ask('PUT /topics', { body: { items } })
export const finishStep = (step: SetupStep) => ask('POST /setup-steps', { body: { step } })

export const readLimitsTexts = () => ask('GET /limits-texts')
export const readLimitsPack = (pack: string) => ask('GET /limits-packs/:pack', { params: { pack } })
export const writeLimits = (body: Body<'POST /limits-texts'>) => ask('POST /limits-texts', { body })
export const recordReview = (version: number, body: Body<'POST /limits-texts/:version/review'>) => ask('POST /limits-texts/:version/review', { params: { version }, body })

export type LineInput = Body<'POST /crisis-lines'>
export const readLines = () => ask('GET /crisis-lines/all')
export const addLine = (body: LineInput) => ask('POST /crisis-lines', { body })
export const editLine = (line: string, body: LineInput) => ask('PUT /crisis-lines/:line', { params: { line }, body })
export const removeLine = (line: string) => ask('DELETE /crisis-lines/:line', { params: { line } })
export const checkLine = (line: string) => ask('POST /crisis-lines/:line/check', { params: { line } })

export const readOpening = () => ask('GET /opening')
export const answerMinors = (answer: 'yes' | 'no') => ask('PUT /opening/minors', { body: { answer } })
export const openDoors = () => ask('POST /opening')
export const closeDoors = () => ask('POST /opening/closing')
