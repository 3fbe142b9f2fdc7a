/** Which mandate a command works under, or why it may not: no mandate, no crawl, no search. */
import { makeDemo } from '../accountability/demo.ts'
import { dayIn, lastDay } from '../accountability/days.ts'
import { findMandate, linesInForce } from '../accountability/mandates/mandates.ts'
import type { Mandate } from '../model/mandate.ts'
import { openApp, type Access, type App } from '../run/app.ts'
import { compareHalves } from '../run/evidence/compare-halves.ts'
import { holderInWords } from '../run/instance.ts'
import { textOption, type CommandContext } from './command.ts'
import { exitCodes, type ExitCode } from './output.ts'

export type Opened = { readonly kind: 'app'; readonly app: App } | { readonly kind: 'ended'; readonly code: ExitCode }

/** Opens the data folder for a command; says why when it cannot. Who holds it first compares what stands in it. */
export async function openForCommand(context: CommandContext, access: Access): Promise<Opened> {
  const opened = await openApp(context.settings, access)
  if (opened.kind === 'app') {
    const { joined } = opened.app
    try {
      if (joined !== null)
        context.output.say(`Working beside the Baken that runs here (${holderInWords(joined.holder)}).`)
      else if (access !== 'read') {
        settleKeys(opened.app, context.output.say)
        await compareHalves(opened.app, context.output.say)
      }
    } catch (error) {
      await opened.app.close()
      throw error
    }
    return opened
  }
  context.output.say(`baken: ${opened.message}`)
  return { kind: 'ended', code: exitCodes.refused }
}

/** Says what a killed process had left half done with keys, and that it is done now. */
function settleKeys({ keyring }: App, say: (text: string) => void): void {
  const { finished, wiped, otherwise } = keyring.settle()
  const many = (n: number, one: string, more: string): string => (n === 1 ? `1 ${one}` : `${n} ${more}`)
  if (finished.length > 0)
    say(
      `Keys: destroying ${finished.join(', ')} was interrupted, and is finished now: what was sealed under it opens nowhere.`
    )
  if (wiped > 0)
    say(
      `Keys: ${many(wiped, 'file', 'files')} of an interrupted write overwritten and removed; no key was lost with that.`
    )
  if (otherwise > 0)
    say(
      `Keys: ${many(otherwise, 'key is', 'keys are')} not wrapped by the first holder of keys.yaml. Run "baken keys rewrap" to change that, or to end one that was interrupted.`
    )
}

/** `id` is that of its line, under which its data stand; `named` its own. */
export type NamedMandate = Mandate & { readonly named: string }

export type MandateChoice =
  | { readonly kind: 'mandate'; readonly mandate: NamedMandate }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * The mandate of a command: `--demo` makes and takes the demo mandate, else `--mandate`, else `stated` (a source file),
 * else the only one in force. None, expired, not begun or withdrawn: refused, with what to do.
 */
export async function chooseMandate(app: App, context: CommandContext, stated: string | null): Promise<MandateChoice> {
  if (context.options.demo === true) {
    const demo = await makeDemo(app.store)
    if (demo.kind === 'refused') return { kind: 'refused', message: demo.detail }
    return mandateById(app, demo.mandate)
  }
  const named = textOption(context, 'mandate') ?? stated
  if (named !== null && named !== undefined) return mandateById(app, named)
  const inForce = await linesInForce(app.store)
  const [only] = inForce
  if (inForce.length === 1 && only !== undefined) return { kind: 'mandate', mandate: only }
  return {
    kind: 'refused',
    message:
      inForce.length === 0
        ? 'No mandate is in force, and without one nothing is searched or read. Add one: baken mandate add FILE.yaml (or use --demo on a fresh data folder).'
        : `More than one mandate is in force (${inForce.map((one) => one.named).join(', ')}): say which with --mandate.`
  }
}

/**
 * Runs work under a mandate. `refused` when the mandate ended or was withdrawn meanwhile: what was committed before is kept,
 * and whatever the work threw is only the effect. Throws what the work throws otherwise.
 */
export async function whileInForce<T>(
  app: App,
  mandate: NamedMandate,
  work: () => Promise<T>
): Promise<{ readonly kind: 'done'; readonly result: T } | { readonly kind: 'refused'; readonly message: string }> {
  const ended = async (): Promise<string | null> => {
    const now = await mandateById(app, mandate.named)
    return now.kind === 'refused' ? `${now.message} What was done until then is kept.` : null
  }
  try {
    const result = await work()
    const message = await ended()
    return message === null ? { kind: 'done', result } : { kind: 'refused', message }
  } catch (error) {
    const message = await ended().catch(() => null)
    if (message !== null) return { kind: 'refused', message }
    throw error
  }
}

async function mandateById(app: App, id: string): Promise<MandateChoice> {
  const mandate = await findMandate(app.store, id)
  if (mandate === null) {
    const demo = id === 'oefening' ? ' The mandate "oefening" is made by --demo.' : ''
    return { kind: 'refused', message: `There is no mandate "${id}". See: baken mandate list.${demo}` }
  }
  if (mandate.inForce) return { kind: 'mandate', mandate: { ...mandate, id: mandate.line, named: mandate.id } }
  // Renewed meanwhile: what names the former one (a source file) goes on under the one in force.
  const renewed = (await linesInForce(app.store)).find((one) => one.line === mandate.line)
  if (renewed !== undefined) return { kind: 'mandate', mandate: renewed }
  const why =
    mandate.withdrawnAt !== null
      ? `was withdrawn on ${mandate.withdrawnAt}`
      : Date.parse(mandate.from) > Date.now()
        ? `begins on ${dayIn(new Date(mandate.from), mandate.zone)}`
        : Date.parse(mandate.until) > Date.now()
          ? 'was renewed, and what renewed it was withdrawn or has ended'
          : `ended on ${lastDay(mandate.until, mandate.zone) ?? mandate.until}`
  return {
    kind: 'refused',
    message: `The mandate "${id}" ${why}: nothing runs under it. Ask for a new one and renew it with its history: baken mandate renew ${id} FILE.yaml.`
  }
}
