/** Who exports, under which mandate and why: the console is no side door to content. */
import { GroundEnded } from '../accountability/acts.ts'
import { heldBreakGlass } from '../accountability/mandates/break-glass.ts'
import { hasDemo } from '../accountability/demo.ts'
import { linesInForce } from '../accountability/mandates/mandates.ts'
import { contentRoles } from '../model/mandate.ts'
import type { App } from '../run/app.ts'
import type { Ground } from '../store/ground.ts'
import { numberOption, textOption, type CommandContext } from './command.ts'
import { chooseMandate } from './ground.ts'
import { machineUser, personUnder, signedInAs } from './person.ts'

export type ExportGround =
  | {
      readonly kind: 'grounds'
      readonly grounds: readonly Ground[]
      /** For the ledger: reason and person. */
      readonly detail: Readonly<Record<string, unknown>>
      /** Throws GroundEnded when a break-glass is over; asked while the export runs. */
      readonly stillHeld?: () => Promise<void>
    }
  | { readonly kind: 'refused'; readonly message: string }

/** What the ledger says where nobody gave a reason and only one mandate can be meant. */
export const noReason = 'console, no reason given'

/**
 * The grounds of an export. Without content: every mandate in force. With content: one mandate (the only one in force, or `--mandate`) and a
 * reason (`--reason`, or BAKEN_REASON); a folder with the demo or with one mandate in force goes on without a reason, and the ledger says so.
 * The person is `--as USER` with that user's password and rights, else the user of the machine.
 */
export async function exportGround(app: App, context: CommandContext, content: boolean): Promise<ExportGround> {
  if (context.options['break-glass'] !== undefined) return emergencyGround(app, context)
  const inForce = await linesInForce(app.store)
  const named = textOption(context, 'mandate')
  if (named === undefined && inForce.length > 1 && content) {
    const all = inForce.map((one) => one.named).join(', ')
    return refused(
      `Content of more than one mandate is not exported at once (${all} are in force): say which with --mandate and why with --reason, or leave content out with --sealed. In an emergency, with a second person: baken break-glass ask.`
    )
  }
  const reason = (textOption(context, 'reason') ?? process.env.BAKEN_REASON ?? '').trim().slice(0, 2_000)
  if (content && reason === '' && inForce.length > 1 && !(await hasDemo(app.store)))
    return refused(
      'Content is exported for a reason only: give it with --reason (or BAKEN_REASON); the ledger keeps it.'
    )
  let lines: readonly { readonly id: string; readonly named: string }[] = inForce
  if (named !== undefined || inForce.length === 0) {
    const choice = await chooseMandate(app, context, null)
    if (choice.kind === 'refused') return choice
    lines = [choice.mandate]
  }
  const mandates = lines.map((one) => one.named)
  const person = await personUnder(app, context, mandates, { roles: contentRoles, otherwise: 'reads no content' })
  if (person.kind === 'refused') return person
  if (content && reason === '') {
    const mandate = lines[0]?.named ?? ''
    context.output.say(
      `No reason was given: the ledger says "${noReason}" for this export under ${mandate}. Give one with --reason.`
    )
  }
  return {
    kind: 'grounds',
    grounds: lines.map((one) => ({ user: person.user, mandate: one.id, under: one.named })),
    detail: { ...(content && { reason: reason === '' ? noReason : reason }), person: person.person }
  }
}

/** The mandates of a break-glass that holds for the person of `--as`, content of all of them at once; the ledger says under which. */
async function emergencyGround(app: App, context: CommandContext): Promise<ExportGround> {
  const id = numberOption(context, 'break-glass', 1) ?? 0
  const as = textOption(context, 'as')
  if (as === undefined)
    return refused('Break-glass holds for a person: say who you are with --as USER (the password is read from stdin).')
  const known = await signedInAs(app, as)
  if (known.kind === 'refused') return known
  const { user } = known.session
  const mandates = contentRoles.includes(user.role) ? await heldBreakGlass(app.store, id, user.id) : null
  if (mandates === null)
    return refused(
      `Break-glass ${id} does not hold for ${as} now. Ask for one (baken break-glass ask), and have a coordinator or administrator approve it.`
    )
  const named = textOption(context, 'mandate')
  const lines = (await linesInForce(app.store)).filter(
    (one) => mandates.includes(one.named) && (named === undefined || named === one.named)
  )
  if (lines.length === 0)
    return refused(`None of the mandates of break-glass ${id} is in force here: ${mandates.join(', ')}.`)
  const reason = (textOption(context, 'reason') ?? '').trim().slice(0, 2_000)
  const stillHeld = async (): Promise<void> => {
    if ((await heldBreakGlass(app.store, id, user.id)) === null)
      throw new GroundEnded(`Break-glass ${id} is over: the export stopped.`)
  }
  return {
    kind: 'grounds',
    stillHeld,
    grounds: lines.map((one) => ({ user: user.id, mandate: one.id, under: one.named })),
    detail: { breakGlass: id, reason: reason === '' ? `break-glass ${id}` : reason, person: machineUser() }
  }
}

function refused(message: string): { readonly kind: 'refused'; readonly message: string } {
  return { kind: 'refused', message }
}
