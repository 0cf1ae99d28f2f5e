import { dirname, join } from 'node:path/posix'
import { codeOf, type House, type Import, importsOf, isTest, reachable } from './house.ts'

/** The rooms in reading order: a room imports only from the rooms above it. */
export const ROOMS = [
  'programs', 'accounts', 'people', 'roster', 'supporters', 'students', 'enrolment', 'hours', 'bookings', 'conversations', 'requests', 'reports', 'interactions', 'imports', 'evaluation', 'notices',
  'retention',
]

const ROOM_FILE = /^(README\.md|(rules|contract|store|actions|routes|jobs|client)\.ts|(rules|store|actions)\/[a-z0-9-]+\.ts|screens\/[a-z0-9-]+\.(tsx?|css)|words\/(home-)?(en|fr|zh)\.ts|([a-z]+\/)?[a-z0-9-]+\.test\.tsx?)$/
const LONGEST = 400

/** Each rule answers with its offenders, in words. */
type Rule = (house: House) => string[]

const roomOf = (path: string): string | undefined => /^src\/rooms\/([^/]+)\//.exec(path)?.[1]
/** rules, contract, store, actions, routes, jobs, client, screens or words. */
const layerOf = (path: string): string => /^src\/rooms\/[^/]+\/([a-z]+)/.exec(path)?.[1] ?? ''
const code = (house: House): [string, string][] => [...house].filter(([path]) => path.startsWith('src/') && /\.tsx?$/.test(path) && !isTest(path))
const links = (house: House): Import[] => code(house).flatMap(([path, text]) => importsOf(path, text))
const arrow = ({ from, to }: Import): string => `${from} -> ${to}`

// What each layer of a room may import from its own room, and from the house around it.
const INSIDE: Record<string, readonly string[]> = {
  rules: ['rules'],
  contract: ['contract', 'rules'],
  store: ['store', 'rules'],
  actions: ['actions', 'store', 'rules', 'words'],
  routes: ['routes', 'actions', 'contract', 'rules'],
  jobs: ['jobs', 'actions', 'rules'],
  // What the browser itself refuses, such as a swapped key, needs its sentence too.
  client: ['client', 'rules', 'words'],
  screens: ['screens', 'client', 'rules', 'words'],
  words: ['words', 'rules'],
}
const ACROSS: Record<string, readonly string[]> = {
  rules: ['rules'],
  contract: ['contract', 'rules'],
  store: ['rules'],
  actions: ['actions', 'rules'],
  routes: ['actions', 'contract', 'rules'],
  jobs: ['actions', 'rules'],
  client: ['client', 'rules'],
  screens: ['client', 'rules'],
  words: [],
}
const AROUND: Record<string, RegExp> = {
  rules: /^src\/(statistics|disclosure)\/|^src\/ui\/same-words\.ts$|^src\/platform\/refusals\.ts$/,
  contract: /^src\/platform\/(contract|refusals)\.ts$|^src\/ui\/same-words\.ts$/,
  store: /^src\/platform\//,
  actions: /^src\/platform\/|^src\/(statistics|disclosure)\/|^src\/ui\/same-words\.ts$/,
  routes: /^src\/platform\//,
  jobs: /^src\/platform\//,
  client: /^src\/(sealed|ui)\//,
  screens: /^src\/ui\//,
  words: /^src\/ui\/same-words\.ts$/,
}
/** What servers and pages must spell alike; everything else in sealed/ opens secrets and stays in the browser. */
const SPELT_ALIKE = /^src\/sealed\/(canon|bytes|proof-messages|token-messages|key-messages|padding|slots|kept-days|key-list|roster|signed-shapes)\.ts$/

/** To seal for somebody, and to name a key, opens nothing. */
const OPENS_NOTHING = ['seal', 'accountId']
const harmless = ({ to, names, typeOnly }: Import): boolean =>
  typeOnly || SPELT_ALIKE.test(to) || (to.startsWith('src/sealed/') && names.every((name) => OPENS_NOTHING.includes(name)))

/** What the issuer stands on: code without memory. It holds no connection, no key and no log of the app's. */
const OF_THE_ISSUER = /^src\/(issuer|platform)\/|^src\/sealed\/(canon|bytes|key-messages|token-messages|key-list|signed-shapes)\.ts$|^src\/ui\/same-words\.ts$/

/** The demonstration plays the devices of invented people. */
const PLAYS_DEVICE = /^src\/main\/demo\//

/** Decisions take clock and dice as arguments. */
const IMPURE = /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\bTemporal\.Now\b|\bprocess\.|\bfetch\(|\blocalStorage\b/

const BROWSER = /^src\/(main\/browser\.tsx|main\/pages\/|ui\/|sealed\/|rooms\/[^/]+\/(client\.ts|screens\/))/
const SERVER_ONLY = /^src\/(platform\/(?!refusals\.ts)|main\/(?!browser\.tsx|pages\/|words\/|manifest)|rooms\/[^/]+\/(store|actions|routes|jobs)\b)|^(node:.*|pg|kysely|hono|@hono\/.*|web-push|nodemailer|ical-generator)$/

export const architecture: Record<string, Rule> = {
  'every room is in the list, so that the reading order is known': (house) =>
    [...new Set([...house.keys()].map(roomOf))].filter((room) => room && !ROOMS.includes(room)).map(String),

  'a room holds only the agreed file names': (house) =>
    [...house.keys()].filter((path) => roomOf(path) && !ROOM_FILE.test(path.split('/').slice(3).join('/'))),

  'inside a room the arrows go one way': (house) =>
    links(house).filter(({ from, to, typeOnly }) => {
      const allowed = INSIDE[layerOf(from)]
      if (!roomOf(from) || roomOf(to) !== roomOf(from) || !allowed) return false
      const shape = typeOnly && ['contract', 'words'].includes(layerOf(to)) // shapes bind nobody: they are gone once compiled
      return !shape && !allowed.includes(layerOf(to))
    }).map(arrow),

  'from another room only what it publishes, and only from a room above': (house) =>
    links(house).filter(({ from, to, typeOnly }) => {
      const here = roomOf(from), there = roomOf(to)
      if (!here || !there || here === there) return false
      const published = ACROSS[layerOf(from)]?.includes(layerOf(to)) || (typeOnly && ['rules', 'contract'].includes(layerOf(to)))
      return !published || ROOMS.indexOf(there) >= ROOMS.indexOf(here)
    }).map(arrow),

  'a room leans only on the parts of the house meant for that layer': (house) =>
    links(house).filter((link) => {
      const allowed = AROUND[layerOf(link.from)]
      if (!roomOf(link.from) || roomOf(link.to) || !link.to.startsWith('src/') || !allowed) return false
      return !allowed.test(link.to) && !harmless(link)
    }).map(arrow),

  'nobody but main knows everyone: the platform and the ui know no room': (house) =>
    links(house).filter(({ from, to }) => /^src\/(platform|ui|sealed|statistics|disclosure)\//.test(from) && /^src\/(rooms|main)\//.test(to)).map(arrow),

  'the issuer knows neither rooms nor app, and they know nothing of the issuer: main alone brings them together': (house) =>
    links(house).filter(({ from, to }) => (from.startsWith('src/issuer/') && to.startsWith('src/') && !OF_THE_ISSUER.test(to)) || (to.startsWith('src/issuer/') && !/^src\/(issuer|main)\//.test(from))).map(arrow),

  'rules and contracts never look at a clock, throw dice or touch the world': (house) =>
    code(house).filter(([path, text]) => ['rules', 'contract'].includes(layerOf(path)) && IMPURE.test(codeOf(text))).map(([path]) => path),

  'only stores speak SQL': (house) =>
    code(house).filter(([path, text]) => !path.startsWith('src/platform/') && layerOf(path) !== 'store' && path !== 'src/issuer/store.ts' && /\bsql(<[^`]*>)?`|\bsql\.raw\(|(?<!req)\.query\(/.test(codeOf(text))).map(([path]) => path),

  'a store writes only the tables of its own room': (house) =>
    stores(house).flatMap(([path, text]) => written(text).filter((table) => foreign(house, path, table)).map((table) => `${path} writes ${table}`)),

  'a store reads other rooms through the views they publish': (house) =>
    stores(house).flatMap(([path, text]) => read(text).filter((table) => !READ_BY_ALL.includes(table) && foreign(house, path, table)).map((table) => `${path} reads ${table}`)),

  'pages never load the server, nor the library that checks its input': (house) =>
    reachable(house, [...house.keys()].filter((path) => BROWSER.test(path) && /\.tsx?$/.test(path) && !isTest(path)))
      .filter(({ to }) => SERVER_ONLY.test(to) || to === 'zod').map(arrow),

  'what a student’s buttons ask for later is on hand before they are pressed': (house) => {
    const onHand = cameWith(house, [STUDENT_SCREENS, ON_HAND, ...asksLater(ON_HAND, house)])
    const files = [STUDENT_SCREENS, ...reachable(house, [STUDENT_SCREENS]).map(({ to }) => to)]
    return [...new Set(files.flatMap((path) => asksLater(path, house)))].filter((file) => !onHand.has(file) && !file.includes('/words/'))
  },

  'the server never opens what is sealed': (house) =>
    links(house).filter((link) => !BROWSER.test(link.from) && !PLAYS_DEVICE.test(link.from) && link.to.startsWith('src/sealed/') && !harmless(link)).map(arrow),

  [`no file is longer than ${LONGEST} lines`]: (house) =>
    [...house].filter(([path, text]) => !path.startsWith('docs/') && text.trimEnd().split('\n').length > LONGEST).map(([path]) => path),

  'no file has a name that says nothing': (house) =>
    [...house.keys()].filter((path) => /(^|[/-])(utils?|helpers?|common|misc|manager)\.[a-z.]+$|\/(service|index)\.[a-z]+$/.test(path)),

  'files are named in kebab-case': (house) =>
    [...house.keys()].filter((path) => /^(src|checks|test|bench)\//.test(path) && !path.endsWith('README.md') && /[A-Z_ ]/.test(path.split('/').at(-1)!)),
}

const STUDENT_SCREENS = 'src/main/pages/student-pages.tsx'
const ON_HAND = 'src/main/pages/on-hand.ts'

/** Code fetched where it is used; screens (.tsx) are fetched when they are opened. */
const asksLater = (path: string, house: House): string[] =>
  [...codeOf(house.get(path) ?? '').matchAll(/\bimport\('(\.[^']+\.ts)'\)/g)].map(([, file]) => join(dirname(path), file!))

/** These files and all that they cannot do without. */
function cameWith(house: House, files: readonly string[]): ReadonlySet<string> {
  const here = new Set(files)
  for (const path of here) {
    const later = asksLater(path, house)
    for (const { to, typeOnly } of importsOf(path, house.get(path) ?? '')) if (!typeOnly && !later.includes(to)) here.add(to)
  }
  return here
}

const stores = (house: House): [string, string][] => code(house).filter(([path]) => layerOf(path) === 'store')

const WRITES = /\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|(?<!for\s)(?<!do\s)(?<!no\skey\s)update(?:\s+only)?)\s+([a-z_]+)/gi
const READS = /\b(?:from|join)\s+(?:lateral\s+)?([a-z_]+)/gi
const tables = (text: string, pattern: RegExp): string[] => [...new Set([...codeOf(text).matchAll(pattern)].map(([, table]) => table!.toLowerCase()))]
const written = (text: string): string[] => tables(text, WRITES)
const read = (text: string): string[] => tables(text, READS)

/** A table belongs to the room in its migration's file name: 0070_bookings.sql. Views are there to be read. */
/** The words every room counts by; a view of each would say the same again. */
const READ_BY_ALL = ['programs', 'cohorts', 'sites', 'topics']

function foreign(house: House, path: string, table: string): boolean {
  const owner = [...house].find(([file, text]) => file.startsWith('migrations/') && new RegExp(`create (unlogged )?table (if not exists )?${table}\\b`, 'i').test(text))?.[0]
  return owner !== undefined && /\d+_([a-z]+)/.exec(owner)?.[1] !== roomOf(path)
}
