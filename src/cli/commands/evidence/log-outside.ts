/** `baken log state` and `baken log send`: who outside keeps the log or stamps it, what waits for them, and one round at once. */
import type { App } from '../../../run/app.ts'
import { readOutside } from '../../../run/evidence/outside-settings.ts'
import { workOutside } from '../../../run/evidence/outside-work.ts'
import { withGround } from '../../../store/ground.ts'
import { placeStates, type PlaceState } from '../../../store/proof/outside-turns.ts'
import type { CommandContext } from '../../command.ts'
import { exitCodes, type ExitCode } from '../../output.ts'

const system = { user: 'pipeline', mandate: null }

/** Gives the newest checkpoint to those whose turn it is. */
export async function sendOutside({ output }: CommandContext, app: App): Promise<void> {
  const { dataDir } = app.settings
  await workOutside(app, { dataDir, now: () => new Date(), say: (text) => output.say(`baken: ${text}`) })
}

/** One line a place; a problem where one fails, or the settings cannot be read. */
export async function tellOutside({ output }: CommandContext, app: App): Promise<ExitCode> {
  const settings = readOutside(app.settings.dataDir)
  const states = await withGround(app.store.pool, system, placeStates)
  const known = new Map(states.map((one) => [one.place, one]))
  const places = settings.kind === 'refused' ? [] : settings.places
  if (settings.kind === 'refused') output.say(`baken: ${settings.cause}.`)
  else if (places.length === 0)
    output.say('No witness and no authority is named: see outside.yaml in docs/settings.md.')
  for (const { place, kind } of places) {
    const state = known.get(place) ?? null
    await output.data(output.json ? JSON.stringify({ place, kind, ...state }) : stateText(place, kind, state))
  }
  const fails = places.some(({ place }) => (known.get(place)?.fails ?? 0) > 0)
  return fails || settings.kind === 'refused' ? exitCodes.problem : exitCodes.done
}

/** What a person reads of a place. */
function stateText(place: string, kind: string, state: PlaceState | null): string {
  if (state === null) return `${place}: not asked yet; "baken start" asks it, or "baken log send".`
  const { size, doneAt, waiting, skewSeconds, fails, failedSince, cause, nextAt } = state
  const [did, a] = kind === 'authority' ? ['stamped', 'a stamp'] : ['kept', 'a copy']
  const parts = [
    doneAt === null ? `has ${did} nothing yet` : `${did} entry ${size} and all before it on ${doneAt}`,
    waiting === 0 ? 'nothing waits' : `the newest ${entries(waiting)} for ${a}`
  ]
  if (skewSeconds !== null && Math.abs(skewSeconds) > mostSkewSeconds)
    parts.push(`its clock is ${Math.abs(skewSeconds)} seconds ${skewSeconds > 0 ? 'ahead of' : 'behind'} this one`)
  if (fails > 0 && failedSince !== null)
    parts.push(
      `it fails since ${failedSince} (${fails} ${fails === 1 ? 'try' : 'tries'}): ${cause}; asked again at ${nextAt}`
    )
  return `${place}: ${parts.join('; ')}.`
}

/** Clocks that differ by less are told by nobody: an answer takes its time. */
const mostSkewSeconds = 60

function entries(n: number): string {
  return n === 1 ? 'entry waits' : `${n} entries wait`
}
