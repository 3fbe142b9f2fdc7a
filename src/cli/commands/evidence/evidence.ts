/** `baken evidence package`: captures without a case, for a stranger to check. `state`, `push` and `fetch`: what the store of closed segments has, what waits for it, one round over it at once, and one segment back from it. */
import type { App } from '../../../run/app.ts'
import { openObjectStore } from '../../../evidence/objects/read-settings.ts'
import { fetchSegment } from '../../../run/evidence/objects/fetch-segment.ts'
import { closedSegmentFiles, workStore } from '../../../run/evidence/objects/work-store.ts'
import { withGround } from '../../../store/ground.ts'
import { objectCounts, storeTurn } from '../../../store/proof/stored-objects.ts'
import { UsageError, type Command, type CommandContext } from '../../command.ts'
import { openForCommand } from '../../ground.ts'
import { exitCodes, type ExitCode } from '../../output.ts'
import { packageEvidence } from './package.ts'

const system = { user: 'pipeline', mandate: null }

export const evidence: Command = {
  name: 'evidence',
  usage:
    'baken evidence package ADVERT|CAPTURE… --out DIR --as USER --reason TEXT [--mandate ID] | state | push | fetch SEGMENT',
  help: `
  package  captures that are in no case, or all open ones of an advert, as one signed file in DIR: their WACZ, what the ledger says of
         them, the proof of that in the log, and the time stamps and witnesses of that log; "baken verify FILE" checks it anywhere,
         and so do the words of VERIFY.md in it. --as USER is an analyst, detective or coordinator of the mandate (the password is the
         first line of stdin, the code of a second factor the second); --reason TEXT is for the ledger, --mandate ID where more than one
         is in force. Sealed and erased captures, and what a handling code keeps from files, do not leave
  state  the store that evidence.yaml names: whether it answers, how many segments it has, which wait, since when it fails
  push   one round over it at once, as "baken start" makes them by itself: closed segments go there and are read back, locks follow
         the clocks of what is in them, what was erased is deleted when its retention is over, and local files beyond "local" go
  fetch  the file of a closed segment comes back from the store when it is gone or damaged: read whole, held against the digest in the
         index, and only then put in its place. A file that is what the index closed is never touched. The ledger tells it
Exit code 1 when the store fails. "baken verify" checks every object. docs/settings.md (Evidence file) says how a store is named.`,
  options: {
    out: { type: 'string' },
    as: { type: 'string' },
    reason: { type: 'string' },
    mandate: { type: 'string' }
  },
  async run(context) {
    const [verb = '', segment, more] = context.operands
    if (verb === 'package') return packageEvidence(context, context.operands.slice(1))
    const known = verb === 'state' || verb === 'push' || verb === 'fetch'
    if (!known || more !== undefined || (verb === 'fetch') !== (segment !== undefined))
      throw new UsageError('Say package, state, push, or fetch with the name of a segment.')
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      if (segment !== undefined) return await fetchOne(context, app, segment)
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

async function fetchOne({ output }: CommandContext, app: App, segment: string): Promise<ExitCode> {
  const opening = openObjectStore(app.settings.dataDir)
  if (opening.kind === 'none') return noStore(output)
  const { store, evidenceDir } = app
  const outcome =
    opening.kind === 'refused' ? opening : await fetchSegment({ store, evidenceDir, objects: opening.store }, segment)
  if (output.json) await output.data(JSON.stringify({ segment, ...outcome }))
  if (outcome.kind === 'refused') {
    output.say(`baken: ${outcome.cause}.`)
    return exitCodes.problem
  }
  if (!output.json)
    await output.data(
      outcome.kind === 'good'
        ? `${segment}: its file here is what the index closed; nothing was done`
        : `${segment}: ${outcome.bytes} bytes came back${outcome.was === null ? '' : `, in the place of a file with ${outcome.was}`}`
    )
  return exitCodes.done
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
