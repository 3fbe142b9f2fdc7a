/** What became of an advert on its site: by what it was found gone, in how many looks, and whether it is an earlier one placed anew. */
import type { Advert } from '../../contract/desk/adverts.ts'
import type { Tx } from '../../store/ground.ts'

/** More looks than this say no more. */
const mostLooks = 20

/** How an advert was found gone, by the first look at its addresses after the last time it was seen; null while it stands. */
export async function goneBy(tx: Tx, advertId: number): Promise<Pick<Advert, 'goneBecause' | 'goneLooks'>> {
  const { rows } = await tx.query<{ status: number; kind: string }>({
    name: 'gone-by',
    text: `select c.status, c.page_kind as kind from advert a join capture c on c.source_id = a.source_id
             and c.url_mac in (select a.url_mac union all select x.url_mac from advert_address x where x.advert_id = a.id)
           where a.id = $1 and a.gone_at is not null and c.page_kind in ('gone', 'redirect') and c.seen_at > a.last_seen
           order by c.seen_at limit ${mostLooks}`,
    values: [advertId]
  })
  const [first] = rows
  return { goneBecause: first === undefined ? null : because(first), goneLooks: rows.length }
}

function because({ status, kind }: { readonly status: number; readonly kind: string }): Advert['goneBecause'] {
  if (kind === 'redirect') return 'redirect'
  return status === 404 ? 'not-found' : status === 410 ? 'taken-away' : 'says-so'
}

/** The newest advert of the same source with the same text that was last seen before this one was first; null when there is none. */
export async function repostOf(tx: Tx, advertId: number): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'repost-of',
    text: `select b.id from advert a join advert b on b.mandate_id = a.mandate_id and b.source_id = a.source_id and b.same_text = a.same_text
             and b.id <> a.id and b.last_seen < a.first_seen
           where a.id = $1 order by b.last_seen desc, b.id desc limit 1`,
    values: [advertId]
  })
  return rows[0]?.id ?? null
}
