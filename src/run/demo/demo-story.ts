/** What happens in the demo after its first crawl: people act, another mandate begins, and days pass on the practice web. */
import { makeDemoColleagues, workMandate } from '../../accountability/demo-more.ts'
import { findMandate } from '../../accountability/mandates/mandates.ts'
import type { LinkDesk } from '../../desk/networks/link-acts.ts'
import type { SourceId } from '../../model/ids.ts'
import { lookAgain } from '../../store/frontier/frontier.ts'
import { withGround } from '../../store/ground.ts'
import { addSources } from '../crawl/add-sources.ts'
import type { App } from '../app.ts'
import { playPeople } from './demo-people.ts'
import { keepDay, lastPracticeDay, type PracticeWeb } from '../practice-web.ts'
import { nothingWaits } from '../service.ts'

export interface Story {
  readonly app: App
  readonly mandate: string
  readonly web: PracticeWeb
  /** The first day of the practice web, `YYYY-MM-DD`. */
  readonly today: string
  readonly links: LinkDesk | null
  readonly say: (text: string) => void
  readonly stop: AbortSignal
}

/** The source whose adverts appear, change and vanish from day to day, and the one that asks for an account after a while. */
const changing = 'oefen-dagprikker'
const silent = 'oefen-werkhal'
/** The longest that one day may take to be read. */
const longestDayMs = 10 * 60_000
const lookEveryMs = 500

/**
 * Plays the acts of people once, then lets days pass up to the last that is over: adverts of one site get second versions, vanish, return
 * and appear, and another site asks for an account. A folder in which a signal was weighed before keeps its people's acts as they are.
 * Resolves when told to stop, too.
 */
export async function playStory(story: Story): Promise<void> {
  const { app, mandate, web, links } = story
  await makeDemoColleagues(app.store)
  const acted = await playPeople({ app, mandate, source: changing, links })
  if (acted > 0) story.say(`Colleagues weighed signals, asked and answered (${acted} acts): see the ledger.`)
  await beginWork(story)
  const last = lastPracticeDay(story.today, new Date())
  for (let day = web.day(); day < last && !story.stop.aborted; day++) {
    await web.nextDay()
    keepDay(app.settings.dataDir, web.day())
    await withGround(app.store.pool, { user: 'pipeline', mandate }, async (tx) => {
      for (const source of [changing, silent]) await lookAgain(tx, source)
    })
    await untilRead(story)
    story.say(`Day ${day + 1} on the practice web: some adverts changed, some are gone, some are new.`)
  }
}

/** The job board under a mandate of its own: what is found there stays apart from all else. */
async function beginWork({ app, web }: Story): Promise<void> {
  const [board, mandate] = [web.sources.find((one) => one.id === silent), await findMandate(app.store, workMandate)]
  if (board === undefined || mandate?.inForce !== true) return
  const copy = { ...board, id: 'oefen-werk-werkhal' as SourceId, name: 'Werkhal (oefensite, arbeid)' }
  // Refused where it stands, as by every start after the first.
  const by = { ground: { user: 'pipeline', mandate: workMandate }, reason: 'oefening' }
  await addSources(app, mandate, [copy], true, by)
}

/** Waits until the work is done, four times in a row. */
async function untilRead(story: Story): Promise<void> {
  const untilMs = performance.now() + longestDayMs
  for (let still = 0; still < 4 && performance.now() < untilMs && !story.stop.aborted;) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    still = (await nothingWaits(story.app, story.mandate)) ? still + 1 : 0
  }
}
