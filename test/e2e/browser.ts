import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { LaunchOptions } from '@playwright/test'

// Not the package's own default arguments: those switch the web's security off.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none']
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const ROOT = join(import.meta.dirname, '../..')

/** The browser that CHROME names, else the one from npm, else the system's, else the one Playwright knows of. */
export function browserLaunch(): LaunchOptions {
  const named = process.env.CHROME
  if (named) return { executablePath: named, args: FLAGS }
  const unpacked = folder()
  if (unpacked) {
    return {
      executablePath: join(unpacked, 'chromium'),
      args: [...FLAGS, '--headless=shell', '--no-zygote'],
      env: { ...environment(), FONTCONFIG_PATH: join(unpacked, 'fonts'), LD_LIBRARY_PATH: [join(unpacked, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') },
    }
  }
  const system = SYSTEM.find((path) => existsSync(path))
  return system ? { executablePath: system, args: FLAGS } : {}
}

/** Unpacks the browser that npm brought, once per version; a rename makes it real, so a killed run leaves no half of one. */
export async function unpackBrowser(): Promise<void> {
  const target = folder()
  if (process.env.CHROME || !target || existsSync(target)) return
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const half = `${target}.${process.pid}`, before = process.env.TMPDIR
  mkdirSync(half, { recursive: true })
  process.env.TMPDIR = half // the package unpacks into the temporary folder, and takes whatever lies there for its own
  try {
    await chromium.executablePath()
    await inflate(join(home()!, 'bin/al2023.tar.br')) // NSS and expat: the package unpacks them only on its own cloud
    writeFileSync(join(half, 'fonts/fonts.conf'), fontsIn(target)) // its own one looks only in /tmp
    renameSync(half, target)
  } catch (cause) {
    if (!existsSync(target)) throw cause // somebody else was quicker
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    rmSync(half, { recursive: true, force: true })
  }
  for (const other of readdirSync(dirname(target))) {
    if (other.startsWith('chromium-') && other !== basename(target)) rmSync(join(dirname(target), other), { recursive: true, force: true })
  }
}

const fontsIn = (target: string): string =>
  `<?xml version="1.0"?><fontconfig><dir>${join(target, 'fonts/fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(target, 'fonts-cache')}</cachedir></fontconfig>\n`

/** Where the package is, on machines for which it has a browser. */
function home(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  try {
    let path = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
    while (!existsSync(join(path, 'bin'))) path = dirname(path)
    return path
  } catch { return null }
}

function folder(): string | null {
  const path = home()
  if (!path) return null
  const { version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { version: string }
  return join(ROOT, 'node_modules/.cache', `chromium-${version}`)
}

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
