/** Commands that do what a screen does, as the person of `--as` under a mandate. */
import type { Desk } from '../desk/adverts/vault.ts'
import type { Role } from '../model/mandate.ts'
import type { App } from '../run/app.ts'
import { textOption, UsageError, type CommandContext } from './command.ts'
import { chooseMandate, openForCommand, whileInForce } from './ground.ts'
import { exitCodes, refuse, type ExitCode } from './output.ts'
import { personUnder } from './person.ts'

export interface At {
  readonly app: App
  readonly desk: Desk
  readonly context: CommandContext
}

interface Members {
  readonly roles: readonly Role[]
  /** What is said of another role: "reads no signals". */
  readonly otherwise: string
}

/** Does the work as the person of `--as`, who has one of these roles under the mandate. Where that ends in the middle, and the work does not come to its end, it says so. */
export async function asMember(
  context: CommandContext,
  members: Members,
  work: (at: At) => Promise<ExitCode>
): Promise<ExitCode> {
  if (textOption(context, 'as') === undefined)
    throw new UsageError('Say who you are with --as USER: the password is read from stdin.')
  const opened = await openForCommand(context, 'read')
  if (opened.kind === 'ended') return opened.code
  const { app } = opened
  try {
    const choice = await chooseMandate(app, context, null)
    if (choice.kind === 'refused') return refuse(context.output, choice.message)
    const { id, named } = choice.mandate
    const person = await personUnder(app, context, [named], members)
    if (person.kind === 'refused') return refuse(context.output, person.message)
    const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
    const desk = { pool: app.store.pool, ground: { user: person.user, mandate: id, under: named }, vault }
    let done = false
    const worked = await whileInForce(app, choice.mandate, async () => {
      const code = await work({ app, desk, context })
      done = code === exitCodes.done
      return code
    })
    if (worked.kind === 'done') return worked.result
    // What was done before the mandate ended is done.
    return done ? exitCodes.done : refuse(context.output, worked.message)
  } finally {
    await app.close()
  }
}
