/** x. */
import { type Command } from '../command.ts'
import { exitCodes } from '../output.ts'
export const doctor: Command = { name: 'doctor', usage: 'baken doctor', summary: 'what is missing', help: '', options: {}, withoutData: true, async run() { return exitCodes.done } }
