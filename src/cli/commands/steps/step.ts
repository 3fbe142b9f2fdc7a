/** `baken step NAME`: one step of the data's way on JSON lines, without database, mandate or network: what engines pipe through. */
import { readFileSync } from 'node:fs'
import { loadStep, stepNames, type StepName } from '../../../run/steps/step.ts'
import { numberOption, textOption, UsageError, type Command, type CommandContext } from '../../command.ts'
import { eachJsonLine } from '../../json-lines.ts'
import { exitCodes } from '../../output.ts'

export const step: Command = {
  name: 'step',
  usage: `baken step ${stepNames.join('|')} [--version V] [--key FILE] [FILE]`,
  help: `
  JSON lines in (FILE or standard input), JSON lines out; a bad line is named by its number and left out, and the exit code is 1 then.
  The same lines give the same rows, however they are cut into parts (link-components: all lines of a mandate in one process).

  read             {"id","url","seenAt","body" (base64)|"text"|"file","status","headers","region","timezone","profile"}
                   -> {"id","url","kind","problem","links","seenAt","zone","context","adverts"}
  extract          lines of read, or advert JSONL with "region" and "timezone" -> {"id","site","day","reading"}, one an advert
  fingerprint      lines of extract, --key FILE -> keyed hashes of values, text and pictures
  link-candidates  lines of fingerprint -> {"block","id"}: adverts that share a block may be joined
  link-components  lines of fingerprint -> {"advert","network","template"} by id

  --version V      refuses to run (exit 3) where this Baken has another version of the step
  --key FILE       key of the mandate, 16 bytes or more: hashes under two keys never meet`,
  options: { version: { type: 'string' }, key: { type: 'string' } },
  withoutData: true,
  async run(context) {
    const [name, file, ...rest] = context.operands
    if (!isStep(name) || rest.length > 0) throw new UsageError(`Say which step: ${stepNames.join(', ')}.`)
    if (name === 'fingerprint' && textOption(context, 'key') === undefined) throw new UsageError('Give --key FILE.')
    const one = await loadStep(name, { key: keyOf(context) })
    const asked = numberOption(context, 'version', 1)
    if (asked !== undefined && asked !== one.version) {
      context.output.say(
        `baken: the ${name} step of this Baken is version ${one.version}, not ${asked}: nothing was done.`
      )
      return exitCodes.refused
    }
    const code = await eachJsonLine(context, file, { needs: one.needs, answer: (value) => one.line(value) })
    for (const row of one.end?.() ?? []) await context.output.data(JSON.stringify(row))
    return code
  }
}

function isStep(name: string | undefined): name is StepName {
  return (stepNames as readonly (string | undefined)[]).includes(name)
}

/** The bytes of the key file as they are. */
function keyOf(context: CommandContext): Uint8Array | null {
  const file = textOption(context, 'key')
  if (file === undefined) return null
  let key: Buffer
  try {
    key = readFileSync(file)
  } catch (error) {
    throw new UsageError(`The key file ${file} cannot be read: ${(error as Error).message}.`)
  }
  if (key.length < 16) throw new UsageError(`The key in ${file} has ${key.length} bytes: 16 or more are needed.`)
  return key
}
