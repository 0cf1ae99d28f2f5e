import type { ParseArgsConfig } from 'node:util'
import { readConfiguration } from '../configuration.ts'
import { openHouse, type House } from '../house.ts'

export interface Call {
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly names: readonly string[]
  readonly json: boolean
  readonly env: NodeJS.ProcessEnv
}

export interface Command {
  readonly summary: string
  readonly help: string
  readonly options?: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code. */
  run(call: Call): Promise<number>
}

export const EXIT = { done: 0, failed: 1, wrongCall: 2, refused: 3, warned: 4 } as const

/** Ends a command with a sentence that says what to do. */
export class Stop extends Error {
  readonly code: number
  constructor(sentence: string, code: number) {
    super(sentence)
    this.code = code
  }
}

export const textOption = (call: Call, name: string): string | undefined => {
  const value = call.options[name]
  return typeof value === 'string' ? value : undefined
}

/** Prints one JSON value, or the lines for a person. */
export function print(call: Call, value: unknown, lines: readonly string[]): void {
  process.stdout.write(call.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`)
}

/** Progress goes to standard error, so that --json stays one value. */
export const progress = (line: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`)
  else process.stderr.write(`${line}\n`)
}

/** Opens the house for one command and closes it again, whatever happens. */
export async function inHouse<T>(call: Call, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(readConfiguration(call.env))
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}
