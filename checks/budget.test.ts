import { randomBytes } from 'node:crypto'
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { budgetProblem, firstVisit } from './budget.ts'

/** Bytes that no packing makes smaller. */
const noise = randomBytes

function built(files: Record<string, Buffer | string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'budget-'))
  mkdirSync(join(folder, 'assets'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const manifest = JSON.stringify({
  'index.html': { file: 'assets/app-1.js', imports: ['_shared.js'], css: ['assets/app-1.css'] },
  '_shared.js': { file: 'assets/shared-1.js' },
  'src/staff.tsx': { file: 'assets/staff-1.js' },
  '_words-en.js': { file: 'assets/words-en-1.js' },
  '_words-zh.js': { file: 'assets/words-zh-1.js' },
  'font.woff2': { file: 'assets/font-1.woff2' },
})
const parts = (script: number) => ({
  'manifest.json': manifest, 'index.html': 'page', 'assets/app-1.js': noise(script), 'assets/app-1.css': 'a{}', 'assets/shared-1.js': noise(100), 'assets/staff-1.js': noise(90_000),
  'assets/words-en-1.js': noise(50), 'assets/words-zh-1.js': noise(400), 'assets/font-1.woff2': noise(2000),
})

describe('the weight of a student’s first visit', () => {
  test('counts what home needs and the heaviest language, and nothing that comes later', () => {
    const names = firstVisit(built(parts(10_000))).files.map(({ file }) => file)
    expect(names).toContain('assets/shared-1.js')
    expect(names).toContain('assets/words-zh-1.js')
    expect(names).not.toContain('assets/words-en-1.js')
    expect(names).not.toContain('assets/staff-1.js')
  })

  test('counts a packed file as it travels, and by gzip where the script is judged', () => {
    const folder = built({ ...parts(10_000), 'assets/app-1.js.br': noise(7000) })
    const app = firstVisit(folder).files.find(({ file }) => file === 'assets/app-1.js')!
    expect(app.sent).toBe(7000)
    expect(app.bytes).toBeGreaterThan(9000)
  })

  test('fails the build above 95 kB of script, or 120 kB in all', () => {
    expect(budgetProblem(firstVisit(built(parts(10_000))))).toBeNull()
    expect(budgetProblem({ files: [], script: 95_001, all: 100_000 })).toContain('too heavy')
    expect(budgetProblem({ files: [], script: 80_000, all: 120_001 })).toContain('too heavy')
  })
})
