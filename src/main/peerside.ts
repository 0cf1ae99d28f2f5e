import { parseArgs } from 'node:util'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { importFile } from './commands/import.ts'
import { invite } from './commands/invite.ts'
import { manifest } from './commands/manifest.ts'
import { report } from './commands/report.ts'
import { rescue } from './commands/rescue.ts'
import { serveHouse } from './commands/serve.ts'
import { verify } from './commands/verify.ts'
import { EXIT, Stop, type Command } from './commands/command.ts'
import { Misconfigured } from './configuration.ts'

const COMMANDS: Readonly<Record<string, Command>> = { serve: serveHouse, demo, import: importFile, report, invite, rescue, doctor, verify, manifest }

const USAGE = `Peerside runs a school's peer support.

  npm run peerside -- <command> [options]

${Object.entries(COMMANDS).map(([name, command]) => `  ${name.padEnd(8)} ${command.summary}`).join('\n')}

Every command takes --json (one JSON value on standard output), --program SLUG and --help.
Environment: PEERSIDE_DATA (data folder), PEERSIDE_KEYS_MIRROR, PEERSIDE_SNAPSHOTS, PORT, PEERSIDE_ORIGIN, TLS_CERT and TLS_KEY, DATABASE_URL, SMTP_URL, MAIL_FROM;
of the issuer: ISSUER_DATABASE_URL, PEERSIDE_ISSUER_ORIGIN, PEERSIDE_ISSUER_PROGRAMS, PEERSIDE_APP_ORIGIN, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET (docs/operating.md).
Exit codes: 0 done; 1 failed; 2 the call was wrong; 3 refused, nothing changed; 4 done, with warnings.
`

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (!name || name === '--help' || name === 'help') {
    process.stdout.write(USAGE)
    return name ? EXIT.done : EXIT.wrongCall
  }
  const command = COMMANDS[name]
  if (!command) return complain(`There is no command "${name}".\n\n${USAGE}`, EXIT.wrongCall)
  if (rest.includes('--help')) {
    process.stdout.write(`${command.help.trim()}\n`)
    return EXIT.done
  }
  const { values, positionals } = parse(command, rest)
  return await command.run({ options: values, names: positionals, json: values.json === true, env: process.env })
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, strict: true, options: { json: { type: 'boolean' }, program: { type: 'string' }, ...command.options } })
  } catch (failure) {
    throw new Stop(`${(failure as Error).message.split('.')[0]}.\n\n${command.help.trim()}`, EXIT.wrongCall)
  }
}

function complain(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`)
  return code
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (failure) {
  if (failure instanceof Stop) process.exitCode = complain(failure.message, failure.code)
  else if (failure instanceof Misconfigured) process.exitCode = complain(failure.message, EXIT.wrongCall)
  else process.exitCode = complain(`Peerside stopped: ${failure instanceof Error ? failure.message : String(failure)}`, EXIT.failed)
}
