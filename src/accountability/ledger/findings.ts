/** Findings in the ledger: what an auditor should ask about. Questions, not accusations: each has a plain rule, and entries to look at. */
import type pg from 'pg'
import type { Finding, FindingsPage } from '../../contract/oversight/audit.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { act } from '../acts.ts'
import { readingActs } from './overview.ts'

const days = 31
/** Entries that are looked through, newest first. */
const mostEntries = 200_000
const mostShown = 20

/** From how many on it is told; chosen low, because an auditor closes what is plain in one act. */
const rules = {
  /** Reading between 22 and 6 o'clock in Amsterdam. */
  night: 5,
  /** The same term searched by so many persons; words only where all their searches fall within so many days: else it is how a team works. */
  persons: 3,
  wordsWithinDays: 3,
  /** Reading so many times as much as the median colleague of the role, and at least so often. */
  timesMedian: 5,
  leastReading: 200,
  refusals: 10
} as const

/** What a look through the ledger rests on beside the ledger. */
export interface Look {
  /** Whether a search, in lower case, holds nothing but words that everybody at this work asks for. */
  readonly everyday: (asked: string) => boolean
  readonly now?: Date
}

/** Looks through the ledger of the last month. Row security shows an auditor all of it. */
export async function readFindings(
  pool: pg.Pool,
  ground: Ground,
  { everyday, now = new Date() }: Look
): Promise<FindingsPage> {
  const from = new Date(now.getTime() - days * 86_400_000).toISOString()
  return act(pool, ground, async (tx) => {
    const { rows: range } = await tx.query<{ n: number; first: number | null; older: boolean }>(
      // Whether there are older ones is asked only where the limit left some out: it reads the whole ledger where there are none.
      `select count(*)::int as n, min(no) as first,
         case when count(*) = ${mostEntries} then exists (select 1 from ledger where at >= $1 and no < min(l.no)) else false end as older
       from (select no from ledger where at >= $1 order by no desc limit ${mostEntries}) l`,
      [from]
    )
    const first = range[0]?.first ?? 0
    const found = [
      ...(await gaps(tx, first)),
      ...(await alarms(tx, first)),
      ...(await night(tx, first)),
      ...(await refusals(tx, first)),
      ...(await muchReading(tx, first)),
      ...(await terms(tx, first, everyday))
    ]
    const findings = await marked(tx, found)
    const open = findings.filter((one) => one.mark?.state !== 'closed').length
    return {
      result: { from, entries: range[0]?.n ?? 0, whole: range[0]?.older !== true, findings },
      entry: { act: 'findings.read', detail: { findings: findings.length, open } }
    }
  })
}

/** Says of a finding that an explanation was asked, or that it is closed; the latest word counts. */
export async function markFinding(
  pool: pg.Pool,
  ground: Ground,
  { key, state, reason }: { readonly key: string; readonly state: 'asked' | 'closed'; readonly reason: string }
): Promise<void> {
  await act(pool, ground, async (tx) => {
    await tx.query(
      `insert into finding_mark (key, state, note, by) values ($1, $2, $3, $4)
       on conflict (key) do update set state = $2, note = $3, by = $4, at = now()`,
      [key, state, reason, ground.user]
    )
    return {
      result: null,
      entry: { act: `finding.${state === 'asked' ? 'ask' : 'close'}`, subject: `finding:${key}`, detail: { reason } }
    }
  })
}

type Found = Omit<Finding, 'mark'>

interface Row {
  readonly actor: string | null
  readonly count: number
  readonly spread: number
  readonly first: string
  readonly last: string
  readonly entries: number[]
}

function finding(kind: Found['kind'], row: Row, term: string | null = null): Found {
  const { actor, count, spread, first: firstAt, last: lastAt, entries } = row
  const key = [kind, actor ?? '-', term ?? '-', lastAt.slice(0, 7)].join('|')
  return { key, kind, actor, count, spread, term, firstAt, lastAt, entries: entries.slice(0, mostShown) }
}

const shape = `count(*)::int as count, count(distinct (at at time zone 'Europe/Amsterdam')::date)::int as spread,
  min(at) as first, max(at) as last, (array_agg(no::int order by no desc))[1:${mostShown}] as entries`
const people = `actor not in ('pipeline', 'console', 'visitor')`

/** Numbers that are missing, and entries that do not follow the one before. `baken verify` recomputes each hash. */
async function gaps(tx: Tx, first: number): Promise<Found[]> {
  const { rows } = await tx.query<Row>(
    `select null as actor, ${shape} from (
       select no, at, prev, lag(no) over (order by no) as before, lag(hash) over (order by no) as hash_before from ledger where no >= $1) l
     where before is not null and (no <> before + 1 or prev <> hash_before) having count(*) > 0`,
    [first]
  )
  return rows.map((row) => finding('gap', row))
}

async function alarms(tx: Tx, first: number): Promise<Found[]> {
  const { rows } = await tx.query<Row>(
    `select null as actor, ${shape} from ledger where no >= $1 and act in ('evidence.alarm', 'clock.alarm') having count(*) > 0`,
    [first]
  )
  return rows.map((row) => finding('alarm', row))
}

async function night(tx: Tx, first: number): Promise<Found[]> {
  const { rows } = await tx.query<Row>(
    `select actor, ${shape} from ledger where no >= $1 and ${people} and act = any ($2)
       and extract(hour from at at time zone 'Europe/Amsterdam') not between 6 and 21
     group by actor having count(*) >= ${rules.night} order by count(*) desc limit 100`,
    [first, readingActs]
  )
  return rows.map((row) => finding('night', row))
}

async function refusals(tx: Tx, first: number): Promise<Found[]> {
  const { rows } = await tx.query<Row>(
    `select actor, ${shape} from ledger where no >= $1 and ${people}
       and act in ('access.refused', 'session.factor-refused', 'user.password-refused')
     group by actor having count(*) >= ${rules.refusals} order by count(*) desc limit 100`,
    [first]
  )
  return rows.map((row) => finding('refusals', row))
}

async function muchReading(tx: Tx, first: number): Promise<Found[]> {
  const { rows } = await tx.query<Row & { role: string }>(
    `select l.actor, u.role, ${shape} from ledger l join app_user u on u.id = l.actor where no >= $1 and ${people} and act = any ($2)
     group by l.actor, u.role limit 10000`,
    [first, readingActs]
  )
  return [...Map.groupBy(rows, (row) => row.role).values()].flatMap((of) => {
    const counts = of.map((row) => row.count).toSorted((a, b) => a - b)
    const median = counts[Math.floor((counts.length - 1) / 2)] ?? 0
    const much = Math.max(rules.leastReading, rules.timesMedian * median)
    return of.length < 2 ? [] : of.filter((row) => row.count >= much).map((row) => finding('much-reading', row))
  })
}

interface Search {
  readonly no: number
  readonly at: string
  readonly actor: string
  readonly name: string
  readonly asked: string
  /** A number, address or handle as it was understood; else words. */
  readonly fact: boolean
}

/**
 * The own name searched, and one term searched by many persons: a fact, or words of which not all are everyday ones. Terms are compared in
 * lower case, with blanks made one.
 */
async function terms(tx: Tx, first: number, everyday: Look['everyday']): Promise<Found[]> {
  const { rows } = await tx.query<Search>(
    `select l.no, l.at, l.actor, u.name, lower(regexp_replace(trim(t.asked), '\\s+', ' ', 'g')) as asked, t.fact
     from ledger l join app_user u on u.id = l.actor
     cross join lateral (select case jsonb_typeof(l.detail -> 'facts') when 'array' then l.detail -> 'facts' else '[]' end as facts) f
     cross join lateral (
       select l.detail ->> 'q' as asked, false as fact where l.detail ->> 'q' ~ '[[:alpha:]]' or f.facts = '[]'
       union all select jsonb_array_elements_text(f.facts), true) t
     where l.no >= $1 and ${people} and l.act in ('search.run', 'fact.look-up') and t.asked <> '' order by l.no desc limit 50000`,
    [first]
  )
  const named = new Map([...new Set(rows.map((row) => row.name))].map((name) => [name, namedBy(name)]))
  const ofOwnName = rows.filter(({ name, asked }) => named.get(name)?.(asked) === true)
  const own = [...Map.groupBy(ofOwnName, (row) => row.actor)].map(([actor, of]) =>
    finding('own-name', rowOf(actor, of), of[0]?.asked ?? '')
  )
  const many = [...Map.groupBy(rows, (row) => row.asked)].flatMap(([asked, of]) => {
    const persons = new Set(of.map((row) => row.actor)).size
    const tells = persons >= rules.persons && (of[0]?.fact === true || (withinDays(of) && !everyday(asked)))
    return !tells ? [] : [finding('many-persons', { ...rowOf(null, of), spread: persons }, asked)]
  })
  return [...own, ...many.toSorted((a, b) => b.spread - a.spread).slice(0, 50)]
}

/** Whether all of these searches, newest first, fall within a few days. */
function withinDays(of: readonly Search[]): boolean {
  const [newest, oldest] = [of[0]?.at ?? '', of.at(-1)?.at ?? '']
  return Date.parse(newest) - Date.parse(oldest) < rules.wordsWithinDays * 86_400_000
}

function rowOf(actor: string | null, of: readonly Search[]): Row {
  const days = new Set(of.map((row) => row.at.slice(0, 10))).size
  const entries = of.map((row) => row.no)
  return { actor, count: of.length, spread: days, first: of.at(-1)?.at ?? '', last: of[0]?.at ?? '', entries }
}

/** A test of what was asked: the whole name stands in it, or its last word when that is long enough to say something. */
function namedBy(name: string): (asked: string) => boolean {
  const words = name.toLowerCase().split(/\s+/)
  const whole = words.join(' ')
  const last = words.at(-1) ?? ''
  const asWord = new RegExp(
    `(?<![\\p{L}\\p{N}])${last.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'u'
  )
  return (asked) => asked.includes(whole) || (last.length >= 5 && asWord.test(asked))
}

async function marked(tx: Tx, found: readonly Found[]): Promise<Finding[]> {
  const { rows } = await tx.query<{ key: string } & NonNullable<Finding['mark']>>(
    'select key, state, note, by, at from finding_mark where key = any ($1)',
    [found.map((one) => one.key)]
  )
  const marks = new Map(rows.map(({ key, ...mark }) => [key, mark]))
  return found.map((one) => ({ ...one, mark: marks.get(one.key) ?? null }))
}
