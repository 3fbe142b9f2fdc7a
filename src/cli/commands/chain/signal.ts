/** `baken signal show N --at TIME`: how a signal was weighed at a moment of its past, and whether the same comes out when it is weighed anew. */
import { readPast } from '../../../desk/calibration/past.ts'
import { contentRoles } from '../../../model/mandate.ts'
import { asMember } from '../../as-member.ts'
import { textOption, UsageError, type Command } from '../../command.ts'
import { exitCodes, refuse } from '../../output.ts'

export const signal: Command = {
  name: 'signal',
  usage: 'baken signal show N [--at TIME] [--mandate ID] --as USER',
  help: `
  show N         priority, step of evidence, class, reasons with their weights, version of the program's rules, "adopted" (version of
                 the weights that people adopted; 0: those that come with the program) and digests of what it rested on, as
                 one JSON object; "remade" says whether the same comes out when it is weighed anew from what was there then: same,
                 differs, other-rules (this program has other rules), erased, changed (an advert was read anew) or not-noted
  --at TIME      as it was then (2026-03-01, or 2026-03-01T12:00:00Z); without it as it is now
  --as USER      who asks; the password is the first line of stdin, the code of a second factor the second
  --mandate ID   where more than one is in force
Exit code 1 where something else comes out, 3 where the signal is not there or was not weighed yet at that moment.`,
  options: { at: { type: 'string' }, as: { type: 'string' }, mandate: { type: 'string' } },
  async run(context) {
    const [verb, number, ...rest] = context.operands
    const id = Number(number)
    if (verb !== 'show' || !Number.isSafeInteger(id) || id < 1 || rest.length > 0)
      throw new UsageError('Say show and the number of a signal.')
    const asked = textOption(context, 'at')
    const at = asked === undefined ? new Date() : new Date(asked)
    if (Number.isNaN(at.getTime()))
      throw new UsageError(`--at wants a time such as 2026-03-01T12:00:00Z, not "${asked}".`)
    const members = { roles: contentRoles, otherwise: 'reads no signals' }
    return asMember(context, members, async ({ desk }) => {
      const found = await readPast(desk, id, at)
      if (found.kind === 'refused')
        return refuse(context.output, `signal ${id} is not there, or was not weighed yet at ${at.toISOString()}.`)
      await context.output.data(JSON.stringify(found.value))
      return found.value.remade.verdict === 'differs' ? exitCodes.problem : exitCodes.done
    })
  }
}
