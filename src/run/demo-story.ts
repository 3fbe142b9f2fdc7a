/** What happens in the demo after its first crawl: demo users weigh, ask and decide, and days pass on the practice web. */
import { askToOpen, decideRequest, newestSealed } from '../desk/adverts/requests.ts'
import { listSignals } from '../desk/signals/signals.ts'
import { weighSignal } from '../desk/signals/weighing.ts'
import type { Vault } from '../desk/adverts/vault.ts'
import type { SignalRow, WeighAct } from '../contract/desk/signals.ts'
import { lookAgain } from '../store/frontier/frontier.ts'
import { withGround, type Ground } from '../store/ground.ts'
import type { App } from './app.ts'
import { keepDay, type PracticeWeb } from './practice-web.ts'
import { summaryOf } from './service.ts'

export interface Story {
  readonly app: App
  readonly mandate: string
  readonly web: PracticeWeb
  /** The source whose adverts appear, change and vanish from day to day. */
  readonly source: string
  readonly say: (text: string) => void
  readonly stop: AbortSignal
}

/** Days that pass, and the longest that one may take to be read. */
const days = 3
const longestDayMs = 10 * 60_000
const lookEveryMs = 500

/**
 * Plays the acts of the demo users once, then lets days pass: adverts of one site get second versions, vanish and appear.
 * A folder in which a signal was weighed before keeps its people's acts as they are. Resolves when told to stop, too.
 */
export async function playStory(story: Story): Promise<void> {
  const acted = await playPeople(story)
  if (acted > 0) story.say(`Demo users weighed signals and asked to open adverts (${acted} acts): see the ledger.`)
  for (let day = story.web.day(); day < days && !story.stop.aborted; day++) {
    await story.web.nextDay()
    keepDay(story.app.settings.dataDir, story.web.day())
    await withGround(story.app.store.pool, { user: 'pipeline', mandate: story.mandate }, (tx) =>
      lookAgain(tx, story.source)
    )
    await untilRead(story)
    story.say(`Day ${day + 1} on the practice web: some adverts changed, some are gone, some are new.`)
  }
}

/** The acts on the signals of highest priority, in order: each signal meets another state. */
const acts: readonly (readonly (readonly [user: string, act: WeighAct, reason: string])[])[] = [
  [
    ['analyst', 'take', ''],
    ['analyst', 'propose', 'Eén nummer onder veel namen, in steeds andere plaatsen.'],
    ['analyst-2', 'confirm', '']
  ],
  [
    ['analyst-2', 'take', ''],
    ['analyst-2', 'propose', 'Zelfde tekst met andere namen, korte verblijven; graag een tweede blik.']
  ],
  [['analyst', 'take', '']],
  [['analyst', 'dismiss', 'Een bedrijf met vaste plaats en een inschrijving.']],
  [
    ['analyst-2', 'dismiss', 'Te weinig om op te handelen.'],
    ['analyst', 'reopen', 'Er kwam een advertentie bij.']
  ]
]

async function playPeople(story: Story): Promise<number> {
  const { app, mandate } = story
  const { pool } = app.store
  const signals = await allSignals(story)
  if (signals.length === 0 || signals.some((one) => one.state !== 'new')) return 0
  let done = 0
  for (const [nth, steps] of acts.entries()) {
    const signal = signals[nth]
    if (signal === undefined) break
    let { version } = signal
    for (const [user, act, reason] of steps) {
      const outcome = await weighSignal(pool, ground(user, mandate), vaultOf(app), {
        signal: signal.id,
        act,
        version,
        reason
      })
      if (outcome.kind !== 'done') break
      version = outcome.value.version
      done++
    }
  }
  return done + (await playRequests(story))
}

/** Three sealed adverts are asked for: one is granted, one refused, one waits. */
async function playRequests({ app, mandate }: Story): Promise<number> {
  const { pool } = app.store
  const decisions: readonly (boolean | null)[] = [true, false, null]
  const sealed = await newestSealed(pool, ground('analyst', mandate), decisions.length)
  let done = 0
  for (const [nth, advert] of sealed.entries()) {
    const asked = await askToOpen(
      pool,
      ground('analyst', mandate),
      advert,
      'Zelfde plaats en week als een eerdere melding.'
    )
    if (asked.kind !== 'done') continue
    done++
    const grant = decisions[nth] ?? null
    if (grant === null) continue
    const decided = await decideRequest(pool, ground('analyst-2', mandate), vaultOf(app), {
      request: asked.value.id,
      grant,
      reason: grant ? 'De melding is concreet genoeg.' : 'De melding is te vaag.'
    })
    if (decided.kind === 'done') done++
  }
  return done
}

async function allSignals({ app, mandate }: Story): Promise<readonly SignalRow[]> {
  const listed = await listSignals(app.store.pool, ground('analyst', mandate), vaultOf(app), {})
  return listed.kind === 'done' ? listed.value.signals : []
}

function vaultOf(app: App): Vault {
  return { keyring: app.keyring, evidenceDir: app.evidenceDir }
}

function ground(user: string, mandate: string): Ground {
  return { user, mandate }
}

/** Waits until nothing is due and nothing waits to be read, twice in a row. */
async function untilRead(story: Story): Promise<void> {
  const untilMs = performance.now() + longestDayMs
  for (let still = 0; still < 4 && performance.now() < untilMs && !story.stop.aborted;) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    const { due } = await summaryOf(story.app, story.mandate, [story.source], 0)
    still = due === 0 ? still + 1 : 0
  }
}
