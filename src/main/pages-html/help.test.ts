import { describe, expect, it } from 'vitest'
import type { CrisisLine } from '../../rooms/programs/rules/crisis-lines.ts'
import type { ClientFiles } from './client-files.ts'
import { helpPage } from './help.ts'
import { iconPng } from './icon.ts'
import { html } from './markup.ts'
import type { PageProgram } from './page.ts'
import { webManifest } from './web-manifest.ts'
import { fillShell, localeFor } from '../shell.ts'

const files: ClientFiles = { template: '<html lang="{{lang}}" data-name="{{name}}"><!--head--><!--landing-->', plainScript: '/assets/plain-1.js', plainStyles: ['/assets/plain-1.css'], font: null, words: (locale) => `/assets/words-${locale}-1.js`, integrity: () => 'sha256-1' }
const program: PageProgram = { slug: 'ridgeway', publicNames: { en: 'Commons', fr: 'Le Carré' }, timeZone: 'America/Toronto', locales: ['en', 'fr', 'zh'], iconColour: 'teal' }
const line: CrisisLine = {
  id: '1', packKey: 'ca-988', packReadOn: null, checkedOn: '2026-11-01', checkedBy: 'Carla', kind: 'crisis', names: { en: '9-8-8 line' }, call: '988', textNumber: '988', textKeyword: null,
  chatUrl: null, url: null, hours: '24/7', languages: ['en', 'fr'], audiences: {}, schoolIsTold: 'no', pairedWith: null, sourceUrl: null,
}
const page = (lines: CrisisLine[], locale: 'en' | 'fr' | 'zh' = 'en') => helpPage({ program, locale, lines, today: '2026-11-22', files })

describe('the help page', () => {
  it('offers calling and texting as two separate buttons', () => {
    const text = page([line])
    expect(text).toContain('href="tel:988"')
    expect(text).toContain('href="sms:988"')
  })

  it('puts the word to send into the message', () => {
    expect(page([{ ...line, textNumber: '741 741', textKeyword: 'HOME' }])).toContain('href="sms:741741?body=HOME"')
  })

  it('keeps the plus of an international number and drops its spaces', () => {
    expect(page([{ ...line, call: '+1 (866) 925-5454' }])).toContain('href="tel:+18669255454"')
  })

  it('puts the emergency number before everything else', () => {
    const text = page([line, { ...line, id: '2', kind: 'emergency', call: '911', names: { en: 'Emergency' } }])
    expect(text.indexOf('tel:911')).toBeLessThan(text.indexOf('tel:988'))
  })

  it('says when a number was checked more than six months ago', () => {
    expect(page([{ ...line, checkedOn: '2026-01-05' }])).toContain('more than six months ago')
    expect(page([{ ...line, checkedOn: null }])).toContain('not yet checked')
  })

  it('speaks each language and links to the others', () => {
    expect(page([line], 'fr')).toContain('Appeler le 988')
    expect(page([line], 'zh')).toContain('href="/ridgeway/help?lang=fr"')
  })

  it('needs no inline script or style, which the policy refuses', () => {
    const text = page([line])
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/)
  })

  it('still shows a way to call when nothing is listed', () => {
    expect(page([])).toContain('local emergency number')
  })

  it('writes names as text, never as markup', () => {
    expect(page([{ ...line, names: { en: '<script>x</script>' } }])).toContain('&lt;script&gt;')
    expect(html`<p title="${'"'}">`.text).toBe('<p title="&quot;">')
  })
})

describe('the program’s page', () => {
  it('carries the neutral name and nothing about what it is', () => {
    expect(fillShell(files, program, 'fr', null)).toContain('data-name="Le Carré"')
    expect(fillShell(files, program, 'fr', null)).toContain('/assets/words-fr-1.js')
  })

  it('is installed under the neutral name', () => {
    const manifest = JSON.parse(webManifest(program, 'fr')) as { name: string; scope: string; icons: unknown[] }
    expect(manifest).toMatchObject({ name: 'Le Carré', scope: '/ridgeway/' })
    expect(JSON.stringify(manifest)).not.toMatch(/peer|support|help|student/i)
  })

  it('comes in the first language the browser prefers that the program offers', () => {
    expect(localeFor(undefined, 'de-DE,fr;q=0.8,en;q=0.5', program.locales)).toBe('fr')
    expect(localeFor('zh', 'fr', program.locales)).toBe('zh')
    expect(localeFor('xx', undefined, ['fr'])).toBe('fr')
  })

  it('has an icon that is a real picture', () => {
    const picture = iconPng('plum', 192, false)
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(picture.length).toBeLessThan(12_000)
  })
})
