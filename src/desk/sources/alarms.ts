/** Sources that gave adverts and hardly give any, or whose pages cannot be rendered: one rule for the screen, the console and the log of a running service. */
import type { SourceRow } from '../../contract/desk/sources.ts'
import { judgeTurned, judgeYield } from '../../read/site/yield.ts'
import type { Tx } from '../../store/ground.ts'

/** What a source gave (`source_yield`). */
export interface Yield {
  readonly source_id: string
  readonly captures: number
  readonly adverts: number
  readonly networks: number
  readonly signals: number
  readonly recent: number
  readonly recent_adverts: number
  readonly recent_walls: number
  readonly recent_empty: number
  readonly before: number
  readonly before_adverts: number
  readonly last_advert_at: string | null
  readonly turned: number
  readonly turned_giving: number
  readonly turned_walls: number
  readonly turned_empty: number
  /** Newest pages of a source that asks for rendering, and how many of them were read without their scripts. */
  readonly looked: number
  readonly unrendered: number
}

/** What each source of the mandate in force gave, by its id. */
export async function yieldsIn(tx: Tx): Promise<Map<string, Yield>> {
  const { rows } = await tx.query<Yield>('select * from source_yield()')
  return new Map(rows.map((row) => [row.source_id, row]))
}

/** A source with an alarm; `words`: what changed, in one sentence for log and console. */
export interface SourceAlarm {
  readonly id: string
  readonly alarm: string
  readonly words: string
}

/** The alarms of the sources of the mandate in force that are crawled, or of some of them, in the order of their ids. */
export async function alarmsIn(tx: Tx, ids: readonly string[] | null = null): Promise<SourceAlarm[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from source where state <> 'removed' order by id limit 1000`
  )
  const yields = await yieldsIn(tx)
  return rows
    .filter(({ id }) => ids === null || ids.includes(id))
    .flatMap(({ id }) => {
      const change = changeOf(yields.get(id))
      return alarmsOf(change).map((alarm) => ({ id, alarm, words: alarmWords(id, alarm, change) }))
    })
}

function alarmWords(id: string, alarm: string, { turned, before, now, scripts }: SourceRow['change']): string {
  if (alarm === 'not-rendered')
    return `${id}: ALARM, ${alarm}: ${scripts.missed} of its newest ${scripts.pages} pages were read without their scripts. Run "baken doctor" to see whether this machine can render pages.`
  const pages =
    turned.pages > 0
      ? `${turned.pages - turned.giving} of ${turned.pages} pages that gave an advert before give none now (${turned.walls} walls, ${turned.empty} without text)`
      : `${now.adverts} adverts on the newest ${now.pages} pages, ${before.adverts} on the ${before.pages} before`
  return `${id}: ALARM, ${alarm}: ${pages}. It is not that there are no adverts: look at the site and at the screen of sources.`
}

/** The newest 50 pages of a source of which an advert was to be expected (source_yield), and those before. */
export function changeOf(found: Yield | undefined): SourceRow['change'] {
  const { recent = 0, recent_adverts: adverts = 0, recent_walls: walls = 0, recent_empty: empty = 0 } = found ?? {}
  return {
    before: { pages: found?.before ?? 0, adverts: found?.before_adverts ?? 0, walls: 0, empty: 0 },
    now: { pages: recent, adverts, walls, empty },
    lastAdvertAt: found?.last_advert_at ?? null,
    turned: {
      pages: found?.turned ?? 0,
      giving: found?.turned_giving ?? 0,
      walls: found?.turned_walls ?? 0,
      empty: found?.turned_empty ?? 0
    },
    scripts: { pages: found?.looked ?? 0, missed: found?.unrendered ?? 0 }
  }
}

/** Windows that are not full yet say nothing: a crawl begins with lists. */
const fullWindow = 50
const causes = { layout: 'layout-changed', wall: 'wall', empty: 'empty' } as const

/** What stands with a source: hardly any adverts where there were some (never "no adverts today"), and pages that were read without their scripts. */
export function alarmsOf(change: SourceRow['change']): string[] {
  const { pages, missed } = change.scripts
  return [...silence(change), ...(missed > 0 && missed >= pages / 5 ? ['not-rendered'] : [])]
}

/** A source that gave adverts and hardly gives any: its layout changed, or a wall came up. */
function silence({ before, now, turned }: SourceRow['change']): string[] {
  const turn = judgeTurned(turned)
  if (turn.kind === 'alarm') return [causes[turn.cause]]
  if (before.pages < fullWindow || now.pages < fullWindow || before.adverts < before.pages * 0.2) return []
  const verdict = judgeYield(before, now)
  return verdict.kind === 'alarm' ? [causes[verdict.cause]] : []
}
