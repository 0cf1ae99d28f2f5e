/** Builds the gallery, photographs it in every size, light and language, and lets axe read it: `npx node test/gallery/look.ts FOLDER`. */
import { createServer } from 'node:http'
import { mkdirSync, mkdtempSync, readFileSync, existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { browserLaunch, unpackBrowser } from '../e2e/browser.ts'

const here = import.meta.dirname
const shots = process.argv[2] ?? join(tmpdir(), 'gallery')
const only = process.argv[3]
/** A folder of @fontsource/noto-sans-sc, unpacked: the browser from npm brings no Chinese letters. */
const cjk = process.env.CJK_FONT
mkdirSync(shots, { recursive: true })
const outDir = mkdtempSync(join(tmpdir(), 'gallery-'))
await build({ root: here, configFile: false, logLevel: 'error', plugins: [react()], build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input: join(here, 'gallery.html') } } })

const KINDS: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname
  const file = path.startsWith('/cjk/') && cjk ? join(cjk, path.slice(5)) : join(outDir, path)
  if (!existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': KINDS[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
}).listen(0)
const { port } = server.address() as { port: number }

await unpackBrowser()
const browser = await chromium.launch(browserLaunch())
let violations = 0
for (const side of ['student', 'forms', 'staff']) {
  for (const lang of ['en', 'fr', 'zh']) {
    for (const theme of ['light', 'dark']) {
      for (const width of [320, 390, 1280]) {
        const name = `${side}-${lang}-${theme}-${width}`
        if (only && !new RegExp(only).test(name)) continue
        const context = await browser.newContext({ viewport: { width, height: width < 700 ? 844 : 800 }, colorScheme: theme as 'light' | 'dark', deviceScaleFactor: width < 700 ? 2 : 1, reducedMotion: 'reduce' })
        const page = await context.newPage()
        page.on('pageerror', (error) => console.log(name, error.message))
        await page.goto(`http://localhost:${port}/gallery.html?side=${side}&lang=${lang}`)
        await page.waitForSelector('main h1')
        if (cjk && lang === 'zh') for (const weight of ['400', '600']) await page.addStyleTag({ url: `/cjk/${weight}.css` })
        await page.evaluate(async () => {
          for (const face of document.fonts) await face.load().catch(() => {})
        })
        await page.screenshot({ path: join(shots, `${name}.png`), fullPage: side !== 'student' })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (wide > 0) console.log(name, 'scrolls sideways by', wide)
        const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
        for (const violation of found.violations) {
          violations++
          console.log(name, violation.id, violation.nodes.map((node) => `${node.html.slice(0, 140)} :: ${node.any[0]?.message ?? node.failureSummary ?? ''}`).slice(0, 3))
        }
        await context.close()
      }
    }
  }
}
await browser.close()
server.close()
console.log(`${violations} violations; pictures in ${shots}`)
process.exitCode = violations ? 1 : 0
