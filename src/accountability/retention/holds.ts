/** Holds: what a person or an act still rests on is not erased by any clock, for as long as the reason stands. */
import type { Tx } from '../../store/ground.ts'

/**
 * The reasons, each a query of `(advert, why)` over the adverts in `$1`. `open`: opened adverts are kept with all that shows them.
 * The others hold what is still sealed: a request that waits or was granted, a judgement or a word on a fact that was not taken
 * back, a restriction that a person asked for or got (Wpg, article 28), a signal that a person has in hand (itself, or the one
 * that it was merged into) and a proposal that was neither returned nor declined, with every advert of their networks.
 * Last, what a case holds until it is closed, and as long as a dossier of it is being made: which case is said to nobody here, since a case exists for its members only.
 * Once a line of mandates has ended, a person at the console may end all of these but restrictions (hold-acts.ts): nobody else can.
 */
export const holdRules = {
  open: `select a.id as advert, 'open' as why from advert a where a.id = any($1::int[]) and a.state = 'open'`,
  request: `select r.advert_id, 'request:' || r.id from open_request r where r.advert_id = any($1::int[]) and r.state in ('asked', 'granted')`,
  judgement: `select x.advert, 'judgement:' || j.id from judgement j cross join lateral (values (j.a), (j.b)) as x(advert)
    where j.undone_at is null and (j.a = any($1::int[]) or j.b = any($1::int[])) and x.advert = any($1::int[])`,
  fact: `select f.advert_id, 'fact:' || f.sighting_id || '.' || f.ordinal from fact f
    where f.advert_id = any($1::int[]) and f.state in ('confirmed', 'rejected')`,
  signal: `select a.id, 'signal:' || s.id from advert a join signal s on s.mandate_id = a.mandate_id and s.network_id = a.network_id
    where a.id = any($1::int[]) and (s.state in ('taken', 'proposed', 'escalated')
      or exists (select 1 from signal k where k.id = s.merged_into and k.state in ('taken', 'proposed', 'escalated')))`,
  proposal: `select a.id, 'proposal:' || p.id from advert a join signal s on s.mandate_id = a.mandate_id and s.network_id = a.network_id
    join proposal p on p.mandate_id = s.mandate_id and p.signals @> array[s.id]
    where a.id = any($1::int[]) and p.state in ('drafted', 'offered', 'picked-up', 'other-intervention', 'held-until')`,
  case: `select x.advert, 'case' from case_item i join case_file c on c.id = i.case_id cross join lateral unnest(i.adverts) as x(advert)
    where (c.state <> 'closed' or exists (select 1 from job j where j.case_id = c.id and j.state in ('waiting', 'working')))
      and i.adverts && $1::int[] and x.advert = any($1::int[])`,
  rights: `select h.advert_id, 'rights:' || r.id from rights_hold h join rights_request r on r.id = h.request_id
    where h.advert_id = any($1::int[]) and r.lifted_at is null and (r.answer is null or r.answer <> 'refused')`
} as const

const allRules = Object.values(holdRules).join('\nunion all\n')
const otherRules = Object.entries(holdRules)
  .flatMap(([name, rule]) => (name === 'open' ? [] : [rule]))
  .join('\nunion all\n')

/** Which of these adverts are held, and by what (one reason each, such as `open` or `signal:12`). At most some thousands at a time. */
export function heldAdverts(tx: Tx, adverts: readonly number[]): Promise<Map<number, string>> {
  return heldBy(tx, allRules, adverts)
}

/** As `heldAdverts`, of opened adverts: what holds them beside being open. */
export function heldByOthers(tx: Tx, adverts: readonly number[]): Promise<Map<number, string>> {
  return heldBy(tx, otherRules, adverts)
}

async function heldBy(tx: Tx, rules: string, adverts: readonly number[]): Promise<Map<number, string>> {
  if (adverts.length === 0) return new Map()
  const { rows } = await tx.query<{ advert: number; why: string }>(
    `select advert, coalesce(min(why) filter (where why <> 'case'), 'case') as why from (${rules}) as h (advert, why)
     where advert in (select id from advert where state <> 'erased')
       and (why = 'open' or why like 'rights:%' or (select holds_ended(current_setting('baken.mandate', true))) is null) group by advert`,
    [adverts]
  )
  return new Map(rows.map((row) => [row.advert, row.why]))
}
