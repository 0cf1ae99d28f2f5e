import { describe, expect, it, vi } from 'vitest'
import { defineWords, htmlLang, localeOf } from './words.tsx'
import { scaleFor } from './bar-chart.tsx'

const loader = (hello: string) => vi.fn(async () => ({ words: { hello } }))

describe('words', () => {
  it('are fetched in the reader’s language only, and once', async () => {
    const [en, fr, zh] = [loader('Hello'), loader('Bonjour'), loader('你好')]
    const handle = defineWords({ en, fr, zh })
    const [once, twice] = await Promise.all([handle.load('fr'), handle.load('fr')])
    expect(once).toEqual({ hello: 'Bonjour' })
    expect(twice).toBe(once)
    expect([en, fr, zh].map((asked) => asked.mock.calls.length)).toEqual([0, 1, 0])
  })

  it('are asked for again after the network was lost', async () => {
    const en = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce({ words: { hello: 'Hello' } })
    const handle = defineWords({ en, fr: loader('Bonjour'), zh: loader('你好') })
    await expect(handle.load('en')).rejects.toThrow('offline')
    await expect(handle.load('en')).resolves.toEqual({ hello: 'Hello' })
  })
})

describe('a language', () => {
  it('is understood from any regional tag, if the program offers it', () => {
    expect(localeOf('fr-CA')).toBe('fr')
    expect(localeOf('zh-Hans-CN')).toBe('zh')
    expect(localeOf('de')).toBeNull()
    expect(localeOf('fr', ['en'])).toBeNull()
  })

  it('is named on the page in full', () => {
    expect(htmlLang('zh')).toBe('zh-Hans')
  })
})

describe('the axis of a chart', () => {
  it('ends on a round number with at most five steps', () => {
    for (const most of [1, 3, 7, 12, 56, 99, 303, 1001]) {
      const { top, step } = scaleFor(most)
      expect(top).toBeGreaterThanOrEqual(most)
      expect(top / step).toBeLessThanOrEqual(5)
      expect(Number.isInteger(step)).toBe(true)
    }
  })
})
