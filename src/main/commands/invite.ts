import { EXIT, type Command } from './command.ts'
export const invite: Command = { summary: '', help: '', run: async () => EXIT.failed }
