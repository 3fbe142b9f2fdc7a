/** `baken evidence state` and `baken evidence push`: what the store of closed segments has, what waits for it, and one round over it at once. */
import type { App } from '../../../run/app.ts'
import { openObjectStore } from '../../../evidence/objects/read-settings.ts'
import { closedSegmentFiles, workStore } from '../../../run/evidence/objects/work-store.ts'
import { withGround } from '../../../store/ground.ts'
import { objectCounts, storeTurn } from '../../../store/proof/stored-objects.ts'
import { UsageError, type Command, type CommandContext } from '../../command.ts'
import { openForCommand } from '../../ground.ts'
import { exitCodes, type ExitCode } from '../../output.ts'

const system = { user: 'pipeline', mandate: null }

export const evidence: Command = {
  name: 'evidence',
  usage: 'baken evidence state | push',
  help: `
  state  the store that evidence.yaml names: whether it answers, how many segments it has, which wait, since when it fails
  push   one round over it at once, as "baken start" makes them by itself: closed segments go there and are read back, locks follow
         the clocks of what is in them, what was erased is deleted when its retention is over, and local files beyond "local" go
Exit code 1 when the store fails. "baken verify" checks every object. docs/settings.md (Evidence file) says how a store is named.`,
  options: {},
  async run(context) {
    const [verb = '', more] = context.operands
    if ((verb !== 'state' && verb !== 'push') || more !== undefined) throw new UsageError('Say state or push.')
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      return verb === 'push' ? await push(context, app) : await state(context, app)
    } finally {
      await app.close()
    }
  }
}

async function push({ output }: CommandContext, app: App): Promise<ExitCode> {
  const round = await workStore({ ...app, say: (text) => output.say(`baken: ${text}`), force: true })
  if (round === null) return noStore(output)
  const { pushed, locked, dropped, freed, waiting, cause } = round
  if (output.json) await output.data(JSON.stringify(round))
  else
    await output.data(
      `${segments(pushed)} put and read back, ${locked} locked anew, ${dropped} deleted, ${freed} local files gone, ${waiting} waiting`
    )
  if (cause !== null) output.say(`baken: ${cause}.`)
  return cause === null ? exitCodes.done : exitCodes.problem
}

async function state({ output }: CommandContext, app: App): Promise<ExitCode> {
  const opening = openObjectStore(app.settings.dataDir)
  if (opening.kind === 'none') return noStore(output)
  if (opening.kind === 'refused') {
    output.say(`baken: ${opening.cause}.`)
    return exitCodes.problem
  }
  const { store } = opening
  const { place, locks } = store
  const answer = await store.check()
  const [counts, turn] = await withGround(app.store.pool, system, async (tx) => [
    await objectCounts(tx),
    await storeTurn(tx, place)
  ])
  const { objects = 0, bytes = 0, held = 0 } = counts.find((one) => one.place === place) ?? {}
  const files = closedSegmentFiles(app.evidenceDir)
  const waiting = Math.max(0, turn?.waiting ?? files)
  const cause = answer.kind === 'failed' ? answer.cause : (turn?.cause ?? null)
  const others = counts.filter((one) => one.place !== place)
  if (output.json)
    await output.data(
      JSON.stringify({ place, locks, answers: answer.kind === 'ready', objects, bytes, held, waiting, ...turn, cause })
    )
  else {
    const locking = locks ? 'it locks objects' : 'it locks nothing by itself'
    const done = turn?.done_at == null ? 'no round ended well yet' : `the newest round that ended well: ${turn.done_at}`
    await output.data(`${place}: ${segments(objects)}, ${held} held, ${waiting} waiting; ${locking}; ${done}.`)
  }
  for (const other of others)
    output.say(
      `${other.place} has ${segments(other.objects)} still, and is looked after by nobody: evidence.yaml names it no more.`
    )
  if (cause === null) return exitCodes.done
  const since = turn?.failed_since == null ? '' : ` since ${turn.failed_since}, asked again at ${turn.next_at}`
  output.say(`baken: it fails${since}: ${cause}. Until it answers evidence stays in the data folder.`)
  return exitCodes.problem
}

function noStore(output: CommandContext['output']): ExitCode {
  output.say('No store is named: evidence stays in the data folder. See evidence.yaml in docs/settings.md.')
  return exitCodes.done
}

function segments(n: number): string {
  return n === 1 ? '1 segment' : `${n} segments`
}
