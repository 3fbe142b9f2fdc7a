/** `baken bench NAME`: reproduces one published figure; the raw result goes to bench/results/. */
import { UsageError, type Command } from '../command.ts'
import { exitCodes } from '../output.ts'
export const bench: Command = { name: 'bench', usage: 'baken bench NAME', summary: 'reproduce a published figure', help: '', options: {}, withoutData: true, async run() { throw new UsageError('x'); return exitCodes.usage } }
