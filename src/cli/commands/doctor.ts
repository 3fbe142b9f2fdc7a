/** `baken doctor`: what is missing on this machine, and the command that mends it. */
import { examine } from '../../run/doctor.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../output.ts'

const marks = { ok: 'ok     ', limited: 'limited', missing: 'MISSING' } as const

export const doctor: Command = {
  name: 'doctor',
  usage: 'baken doctor',
  help: 'Changes nothing. Exit code 1 when something is missing without which Baken does not run.',
  options: {},
  withoutData: true,
  async run(context) {
    const findings = await examine(context.settings)
    for (const one of findings) {
      const line = `${marks[one.state]}  ${one.what}: ${one.found}${one.mend === '' ? '' : `\n         do: ${one.mend}`}`
      await context.output.data(context.output.json ? JSON.stringify(one) : line)
    }
    return findings.some((one) => one.state === 'missing') ? exitCodes.problem : exitCodes.done
  }
}
