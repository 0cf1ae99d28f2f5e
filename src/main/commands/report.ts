import { EXIT, type Command } from './command.ts'
export const report: Command = { summary: '', help: '', run: async () => EXIT.failed }
