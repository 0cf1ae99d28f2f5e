import { EXIT, type Command } from './command.ts'
export const importFile: Command = { summary: '', help: '', run: async () => EXIT.failed }
