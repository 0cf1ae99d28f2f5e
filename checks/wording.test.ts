import { describe, expect, test } from 'vitest'
import { readHouse } from './house.ts'
import { wording } from './wording.ts'

const house = readHouse()

describe('what the screens say', () => {
  test.each(Object.keys(wording))('%s', (name) => {
    const offenders = wording[name]!(house)
    expect(offenders, offenders.join('\n')).toEqual([])
  })
})

const SABOTAGE: [rule: RegExp, path: string, text: string][] = [
  [/all three/, 'src/rooms/groups/words/en.ts', `export const words = {\n}`],
  [/used somewhere/, 'src/rooms/groups/words/en.ts', `export const words = {\n  never_said_xyz: 'Hello',\n}`],
  [/has its sentence/, 'src/rooms/groups/contract.ts', `refusals: { 'never-explained-xyz': 409 }`],
  [/no software can keep/, 'src/rooms/groups/words/en.ts', `export const words = {\n  promise: 'Nobody can ever find out.',\n}`],
  [/no software can keep/, 'src/rooms/groups/words/fr.ts', `export const words = {\n  promise: 'C’est totalement anonyme.',\n}`],
  [/no software can keep/, 'src/rooms/groups/words/zh.ts', `export const words = {\n  promise: '完全匿名。',\n}`],
  [/one form/, 'src/rooms/groups/words/fr.ts', `export const words = {\n  hello: 'Voici ton groupe.',\n}`],
  [/one form/, 'src/rooms/groups/words/zh.ts', `export const words = {\n  hello: '这是你的小组。',\n}`],
]

describe('each of these rules bites', () => {
  test.each(SABOTAGE)('%s: %s', (rule, path, text) => {
    const name = Object.keys(wording).find((key) => rule.test(key))!
    expect(wording[name]!(new Map([...house, [path, text]])).length).toBeGreaterThan(wording[name]!(house).length)
  })
})
