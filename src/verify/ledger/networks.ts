/** Compares which network each advert is in now, and how many adverts each has, with the stays that the ledger notes. */
import type pg from 'pg'
import { asSystem, mandatesOf } from './database.ts'
import { damaged, type VerifyItem } from '../item.ts'

const mostNamed = 20
const action = 'keep the database as it is, and restore these rows from its backup'

/** Judges every line of mandates, each in one statement. An erased advert is in no network; its stay ends when the links let it go. */
export async function* judgeNetworks(pool: pg.Pool): AsyncGenerator<VerifyItem> {
  for (const mandate of await mandatesOf(pool)) {
    const [found] = await asSystem<{ adverts: Moved[]; networks: Counted[] }>(pool, mandate, networksNow, [mandate])
    const items = [
      ...(found?.adverts ?? []).map(({ id, now, stay }) =>
        damaged(`advert ${id}`, `it stands in ${nameOf(now)}, and its last stay is in ${nameOf(stay)}`, '', action)
      ),
      ...(found?.networks ?? []).map(({ id, said, counted }) =>
        damaged(
          `network ${id}`,
          said === null
            ? `${counted} adverts are in it, and its row is gone`
            : `it says ${said} adverts, and it has ${counted}`,
          '',
          action
        )
      )
    ]
    yield* items.slice(0, mostNamed)
    if (items.length > mostNamed)
      yield damaged(`mandate ${mandate}`, `${items.length - mostNamed} more adverts or networks differ`, '', action)
  }
}

/** Erased adverts that the linker knew either wait to leave the links, or an act took them out. */
export async function judgeWithdrawals(pool: pg.Pool): Promise<VerifyItem[]> {
  const items: VerifyItem[] = []
  for (const mandate of await mandatesOf(pool)) {
    const [found] = await asSystem<{ linked: number; waiting: number; told: number }>(pool, mandate, withdrawalsNow, [
      mandate
    ])
    if (found !== undefined && found.linked !== found.told + found.waiting)
      items.push(
        damaged(
          `mandate ${mandate}`,
          `${found.linked} erased adverts were linked, ${found.waiting} wait to leave the links, and the ledger took ${found.told} out`,
          '',
          action
        )
      )
  }
  return items
}

const withdrawalsNow = `select
  (select count(*)::int from advert where mandate_id = $1 and state = 'erased' and link_no is not null) as linked,
  (select count(*)::int from link_withdrawal where mandate_id = $1) as waiting,
  (select coalesce(sum((detail->>'adverts')::bigint), 0)::int from ledger where act = 'retention.links' and subject = 'mandate:' || $1) as told`

interface Moved {
  readonly id: number
  readonly now: number | null
  readonly stay: number | null
}

interface Counted {
  readonly id: number
  readonly said: number | null
  readonly counted: number
}

function nameOf(network: number | null): string {
  return network === null ? 'no network' : `network ${network}`
}

// While erased adverts wait to leave the links, networks still count them.
const networksNow = `select
  (select coalesce(json_agg(x), '[]') from (
     select a.id, a.network_id as now, m.network_id as stay from advert a
     left join network_membership m on m.mandate_id = a.mandate_id and m.advert_id = a.id and m.until_at is null
     where a.mandate_id = $1 and a.state <> 'erased' and a.network_id is distinct from m.network_id order by a.id limit 1000) x) as adverts,
  (select coalesce(json_agg(x), '[]') from (
     select c.id, n.adverts as said, c.counted from (
       select network_id as id, count(*)::int as counted from advert
       where mandate_id = $1 and network_id is not null and state <> 'erased' group by network_id) c
     left join network n on n.mandate_id = $1 and n.id = c.id
     where n.adverts is distinct from c.counted and not exists (select 1 from link_withdrawal w where w.mandate_id = $1) order by c.id limit 1000) x) as networks`
