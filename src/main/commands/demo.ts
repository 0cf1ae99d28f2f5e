import { EXIT, type Command } from './command.ts'
export const demo: Command = { summary: '', help: '', run: async () => EXIT.failed }
