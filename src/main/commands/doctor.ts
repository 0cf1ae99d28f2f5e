import { EXIT, type Command } from './command.ts'
export const doctor: Command = { summary: '', help: '', run: async () => EXIT.failed }
