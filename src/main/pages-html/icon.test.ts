import { expect, test } from 'vitest'
import { ICON_PIXELS, iconPng } from './icon.ts'

test('the mark is painted once for each size, so that asking for it again costs nothing', () => {
  for (const pixels of ICON_PIXELS) expect(iconPng('moss', pixels, true)).toBe(iconPng('moss', pixels, true))
  expect(iconPng('moss', 192, true).equals(iconPng('plum', 192, true))).toBe(false)
})
