import { readFileSync } from 'node:fs'
import { finishImport, importFile as takeFileIn } from '../../rooms/imports/actions.ts'
import { IMPORT_KINDS, type ImportKind } from '../../rooms/imports/rules/columns.ts'
import type { DateOrder } from '../../rooms/imports/rules/dates.ts'
import { LOCALES, type Locale } from '../../ui/same-words.ts'
import { EXIT, inHouse, print, progress, Stop, textOption, type Call, type Command } from './command.ts'
import { programOf } from './make-program.ts'

export const importFile: Command = {
  summary: 'imports supporters, weekly hours or past interactions from a spreadsheet',
  help: `npm run peerside -- import supporters|hours|interactions FILE [--program SLUG] [--locale en|fr|zh] [--json]
npm run peerside -- import finish [--program SLUG]

Reads CSV, TSV, semicolon files and .xlsx. All rows come in, or none; a file imported twice changes nothing.
Every row that cannot be read is named with its line and the reason. No name, day or free text of an interaction is kept.

  --locale     the language of the file's dates, numbers and words (default: en)
  --map        which column is which, where the names do not tell: --map "date=Datum,duration=Minuten"
  --sheet      the sheet of a workbook (default: the first)
  --date-order day-month or month-day, where the dates can be read in two ways
  --dry-run    reads and reports, and writes nothing
  finish       forgets the keyed marks by which repeated rows are recognised
Exit code 3: refused, nothing was changed. Stop the server first when it uses the embedded database.`,
  options: { locale: { type: 'string' }, map: { type: 'string' }, sheet: { type: 'string' }, 'date-order': { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(call) {
    const [kind, path] = call.names
    if (kind === 'finish') return finish(call)
    if (!IMPORT_KINDS.some((known) => known === kind) || !path) throw new Stop(`Say what to import and from which file.\n\n${this.help}`, EXIT.wrongCall)
    const bytes = readBytes(path)
    const locale = oneOf(call, 'locale', LOCALES) ?? 'en'
    const dateOrder = oneOf<DateOrder>(call, 'date-order', ['day-month', 'month-day'])
    return await inHouse(call, async (house) => {
      const program = await programOf(house, call)
      const here = { db: { program: program.id, pool: house.pool }, program, services: house.services, now: house.services.clock.now(), by: null }
      const map = textOption(call, 'map'), sheet = textOption(call, 'sheet')
      const report = await takeFileIn(here, {
        kind: kind as ImportKind, bytes, locale: locale as Locale, dryRun: call.options['dry-run'] === true, progress,
        ...(map ? { map } : {}), ...(sheet ? { sheet } : {}), ...(dateOrder ? { dateOrder } : {}),
      })
      const { lines, ...values } = report
      print(call, values, lines)
      return report.outcome === 'refused' ? EXIT.refused : EXIT.done
    })
  },
}

const finish = (call: Call): Promise<number> => inHouse(call, async (house) => {
  const program = await programOf(house, call)
  const here = { db: { program: program.id, pool: house.pool }, program, services: house.services, now: house.services.clock.now(), by: null }
  const done = await finishImport(here)
  print(call, done, [`Forgotten: the marks of ${done.forgotten} imported rows.`])
  return EXIT.done
})

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new Stop(`There is no file ${path} that can be read: check its name.`, EXIT.wrongCall)
  }
}

function oneOf<T extends string>(call: Call, name: string, allowed: readonly T[]): T | undefined {
  const value = textOption(call, name)
  if (value !== undefined && !allowed.includes(value as T)) throw new Stop(`--${name} is one of ${allowed.join(', ')}, not "${value}".`, EXIT.wrongCall)
  return value as T | undefined
}
