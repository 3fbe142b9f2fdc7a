/** `baken evidence package`: captures that are in no case, as one signed file that a stranger checks. */
import path from 'node:path'
import type { EvidencePackage } from '../../../desk/packages/evidence-package.ts'
import { contentRoles } from '../../../model/mandate.ts'
import { growOwnLog } from '../../../run/evidence/growing-log.ts'
import { asMember } from '../../as-member.ts'
import { textOption, UsageError, type CommandContext } from '../../command.ts'
import { exitCodes, refuse, type ExitCode } from '../../output.ts'
import { machineUser } from '../../person.ts'
import { writePackage } from './write-package.ts'

const captureId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function packageEvidence(context: CommandContext, operands: readonly string[]): Promise<ExitCode> {
  const adverts = operands.filter((one) => /^[1-9]\d{0,8}$/.test(one)).map(Number)
  const captures = operands.filter((one) => captureId.test(one))
  if (operands.length === 0 || adverts.length + captures.length !== operands.length)
    throw new UsageError('Say what goes into the package: numbers of adverts, ids of captures.')
  const [out, reason] = [textOption(context, 'out'), textOption(context, 'reason')?.trim() ?? '']
  if (out === undefined) throw new UsageError('Say where it goes with --out.')
  if (reason === '') throw new UsageError('Say why with --reason: the ledger keeps it.')
  const { output } = context
  return asMember(context, { roles: contentRoles, otherwise: 'reads no content' }, async ({ app, desk }) => {
    // What is not in the log yet has no proof: a log that cannot grow is told, and the package says that it has none.
    const log = await growOwnLog(app)
    if (log.kind === 'refused') output.say(`baken evidence: the log does not grow: ${log.cause}. Run "baken verify".`)
    const ask = {
      adverts: [...new Set(adverts)],
      captures: [...new Set(captures)],
      reason,
      person: machineUser()
    }
    const made = await writePackage(desk, ask, path.resolve(out))
    if (made.kind === 'refused') return refuse(output, `Nothing was written: ${words[made.reason] ?? made.reason}.`)
    if (made.kind === 'failed') {
      output.say(`baken evidence: ${made.cause}.`)
      return exitCodes.problem
    }
    const { file, bytes, ...told } = made
    say(context, told)
    await output.data(JSON.stringify({ file, bytes, ...told }))
    return exitCodes.done
  })
}

function say({ output }: CommandContext, { stayed, proven, outside }: Omit<EvidencePackage, 'bytes'>): void {
  if (stayed > 0) output.say(`${stayed === 1 ? '1 capture is' : `${stayed} captures are`} not open, and stayed.`)
  if (!proven) output.say('The log does not hold what was stored: the package has no proof of it.')
  else if (outside === 0)
    output.say('Nobody outside saw the log since then: no time stamp and no witness is in it. See outside.yaml.')
}

const words: Readonly<Record<string, string>> = {
  'not-found': 'there is no such advert or capture under this mandate',
  sealed: 'it is sealed: ask to open it first',
  'sealed-beside': 'a page of it shows adverts that are not open: ask to open them first',
  erased: 'it is erased',
  damaged: 'the evidence is not what was written: run "baken verify"',
  'handling-code': 'a handling code keeps it from files',
  'outside-mandate': 'it is of a source that the mandate does not cover',
  'reason-missing': 'no reason was given',
  'too-expensive': 'it is more than 200 things, 1,000 captures or 256 MB: name fewer at a time'
}
