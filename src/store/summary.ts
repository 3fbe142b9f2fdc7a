/** The counts of a mandate or some of its sources: what a summary, an export and the sources screen agree on. */
import { restingHosts, type RestingHost } from './frontier/frontier-state.ts'
import type { Source } from '../model/source.ts'
import type { Tx } from './ground.ts'
import type { SentOn } from './sources.ts'

/** The summary line of `baken crawl`. `pages`: answers kept as evidence; equal to `captures` unless something is wrong. */
export interface Summary {
  readonly pages: number
  readonly adverts: number
  readonly bytes: number
  readonly captures: number
  readonly networks: number
  readonly signals: number
  readonly refused: Readonly<Record<string, number>>
  readonly failed: Readonly<Record<string, number>>
  /** Links that pages name and nobody asks for, by reason: another host, a rule of the source, `nofollow`. */
  readonly passed: Readonly<Record<string, number>>
  /** Hosts that start addresses send their visitors to: followed as another name of the site, or told. */
  readonly sentOn: readonly SentOnTold[]
  /** Hosts in trouble that rest now, with the addresses that wait for them: due again later, by another run. */
  readonly waiting: readonly RestingHost[]
  readonly seconds: number
}

/** Where a source sends its visitors; `add`: the line to write in its source file where nothing is asked there. */
export interface SentOnTold {
  readonly source: string
  readonly from: string
  readonly host: string
  readonly followed: boolean
  readonly add: string | null
}

/** The summary with how the addresses stand: due now, done (asked for, refused ones apart), and due later or when their host has rested. */
export type LiveSummary = Summary & { readonly due: number; readonly done: number; readonly later: number }

/** The summary as a line of JSON; links passed over and hosts that rest stand in it only where there are any. */
export function summaryLine({ waiting, passed, sentOn, ...counts }: Summary): string {
  return JSON.stringify({
    ...counts,
    ...(Object.keys(passed).length > 0 && { passed }),
    ...(sentOn.length > 0 && { sentOn }),
    ...(waiting.length > 0 && { waiting })
  })
}

/** Counts over `sources` (null: all of the mandate in force). Networks and signals with at least one advert of these sources. */
export async function summarise(tx: Tx, sources: readonly string[] | null, seconds: number): Promise<LiveSummary> {
  const { rows } = await tx.query<
    Omit<LiveSummary, 'refused' | 'failed' | 'passed' | 'sentOn' | 'waiting' | 'seconds'>
  >(
    `select
       (select coalesce(sum(visits), 0)::int from address where $1::text[] is null or source_id = any($1)) as pages,
       (select count(*)::int from address where state = 'due' and due_at <= now() and ($1::text[] is null or source_id = any($1))) as due,
       (select count(*)::int from address where state in ('done', 'failed') and ($1::text[] is null or source_id = any($1))) as done,
       (select count(*)::int from address where state = 'due' and due_at > now() and ($1::text[] is null or source_id = any($1))) as later,
       (select count(*)::int from advert where state <> 'erased' and ($1::text[] is null or source_id = any($1))) as adverts,
       (select coalesce(sum(n), 0)::bigint from tally where kind = 'bytes' and ($1::text[] is null or source_id = any($1))) as bytes,
       (select count(*)::int from capture where $1::text[] is null or source_id = any($1)) as captures,
       (select count(*)::int from network n where ended_at is null and ($1::text[] is null
          or exists (select 1 from advert a where a.network_id = n.id and a.mandate_id = n.mandate_id and a.source_id = any($1)))) as networks,
       (select count(*)::int from signal s where state <> 'ended' and ($1::text[] is null
          or exists (select 1 from advert a where a.network_id = s.network_id and a.mandate_id = s.mandate_id and a.source_id = any($1)))) as signals`,
    [sources]
  )
  const counts = rows[0]
  if (counts === undefined) throw new Error('the summary has no row')
  return {
    ...counts,
    refused: await reasons(tx, sources, 'refused'),
    failed: await reasons(tx, sources, 'failed'),
    passed: await passedOver(tx, sources),
    sentOn: await sentOnTold(tx, sources),
    waiting: await restingHosts(tx, sources),
    seconds: Math.round(seconds * 100) / 100
  }
}

/** Where sources send their visitors beyond their scope. At most 100 sources. */
export async function sentOnTold(tx: Tx, sources: readonly string[] | null): Promise<SentOnTold[]> {
  const { rows } = await tx.query<{ id: string; spec: Source; sent_on: SentOn[] }>(
    `select id, spec, sent_on from source where state <> 'removed' and sent_on <> '[]' and ($1::text[] is null or id = any($1)) order by id limit 100`,
    [sources]
  )
  return rows.flatMap(({ id, spec, sent_on: sentOn }) =>
    sentOn
      .filter((one) => !spec.scope.hosts.includes(one.host))
      .map(({ from, host, followed: isSameSite }) => {
        const followed = isSameSite && spec.scope.given !== true
        const add = followed ? null : `scope: { hosts: [${[...spec.scope.hosts, host].join(', ')}] }`
        return { source: id, from, host, followed, add }
      })
  )
}

async function passedOver(tx: Tx, sources: readonly string[] | null): Promise<Record<string, number>> {
  const { rows } = await tx.query<{ reason: string; n: number }>(
    `select reason, sum(n)::int as n from tally where kind = 'passed' and ($1::text[] is null or source_id = any($1)) group by reason order by n desc, reason`,
    [sources]
  )
  return Object.fromEntries(rows.map((row) => [row.reason, row.n]))
}

/** Addresses refused or failed, and pages that were walls or could not be read, by reason. */
async function reasons(
  tx: Tx,
  sources: readonly string[] | null,
  state: 'refused' | 'failed'
): Promise<Record<string, number>> {
  const { rows } = await tx.query<{ reason: string; n: number }>(
    `select reason, sum(n)::int as n from (
       select coalesce(reason, 'unknown') as reason, count(*) as n from address where state = $2 and ($1::text[] is null or source_id = any($1)) group by 1
       union all
       select 'wall', count(*) from capture where $2 = 'refused' and page_kind = 'wall' and ($1::text[] is null or source_id = any($1)) having count(*) > 0
       union all
       select split_part(step_error, ':', 1), count(*) from capture where $2 = 'failed' and step_error is not null
         and ($1::text[] is null or source_id = any($1)) group by 1) x
     group by reason order by n desc, reason`,
    [sources, state]
  )
  return Object.fromEntries(rows.map((row) => [row.reason, row.n]))
}
