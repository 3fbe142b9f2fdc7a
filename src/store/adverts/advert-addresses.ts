/** Addresses under which adverts stand beside their own, and what finds the same advert at another address. */
import type { Tx } from '../ground.ts'

/** By what an advert is recognised at an address that is not its own. */
export type RecognisedBy = 'canonical' | 'parameter' | 'content'

/** An advert as it was found, by keyed hashes (address-mac.ts). */
export interface SoughtAdvert {
  readonly sourceId: string
  readonly urlMac: Buffer
  readonly key: string
  readonly text: Buffer
  /** The address that its page names as its own, where that is another. */
  readonly named: Buffer | null
}

/** What is known of it. */
export interface KnownAdvert {
  /** An advert stands at this very address. */
  readonly own: boolean
  /** The own address of the advert that was recognised here before. */
  readonly alias: Buffer | null
  /** An advert with another text names the same address as its own: then it is no advert's. */
  readonly shared: boolean
  /** Adverts of the source with the same text at the same place of their page, the oldest first. */
  readonly same: readonly { readonly urlMac: Buffer; readonly number: Buffer | null; readonly named: Buffer | null }[]
}

/** Adverts of one source with one text that are looked at: more are copies, of which each has its number. */
const mostSame = 20

/** Looks each one up, in the order given. */
export async function lookUpAdverts(tx: Tx, mandate: string, sought: readonly SoughtAdvert[]): Promise<KnownAdvert[]> {
  if (sought.length === 0) return []
  const { rows } = await tx.query<{
    own: boolean
    alias: Buffer | null
    shared: boolean
    macs: Buffer[] | null
    numbers: (Buffer | null)[] | null
    names: (Buffer | null)[] | null
  }>({
    name: 'look-up-adverts',
    text: `
      select exists (select 1 from advert o where o.mandate_id = $1 and o.source_id = f.source_id and o.url_mac = f.url_mac and o.key = f.key) as own,
        (select t.url_mac from advert_address x join advert t on t.id = x.advert_id
         where x.mandate_id = $1 and x.source_id = f.source_id and x.url_mac = f.url_mac and x.key = f.key) as alias,
        f.named is not null and exists (select 1 from advert n
          where n.mandate_id = $1 and n.source_id = f.source_id and n.named_mac = f.named and n.same_text <> f.text and n.url_mac <> f.named) as shared,
        s.macs, s.numbers, s.names
      from unnest($2::text[], $3::bytea[], $4::text[], $5::bytea[], $6::bytea[]) with ordinality as f(source_id, url_mac, key, text, named, place)
      left join lateral (select array_agg(c.url_mac) as macs, array_agg(c.same_number) as numbers, array_agg(c.named_mac) as names from (
        select a.url_mac, a.same_number, a.named_mac from advert a where a.mandate_id = $1 and a.source_id = f.source_id and a.same_text = f.text
          and a.key = f.key and a.url_mac is not null order by a.id limit ${mostSame}) c) s on true
      order by f.place`,
    values: [
      mandate,
      sought.map((one) => one.sourceId),
      sought.map((one) => one.urlMac),
      sought.map((one) => one.key),
      sought.map((one) => one.text),
      sought.map((one) => one.named)
    ]
  })
  return rows.map(({ own, alias, shared, macs, numbers, names }) => ({
    own,
    alias,
    shared,
    same: (macs ?? []).map((urlMac, at) => ({ urlMac, number: numbers?.[at] ?? null, named: names?.[at] ?? null }))
  }))
}

/** An address under which an advert was recognised. */
export interface AdvertAddress {
  readonly sourceId: string
  readonly urlMac: Buffer
  readonly key: string
  readonly advertId: number
  readonly recognised: RecognisedBy
}

/** Keeps them; one that is known stays as it is. */
export async function saveAdvertAddresses(tx: Tx, mandate: string, addresses: readonly AdvertAddress[]): Promise<void> {
  if (addresses.length === 0) return
  await tx.query({
    name: 'save-advert-addresses',
    text: `insert into advert_address (mandate_id, source_id, url_mac, key, advert_id, recognised)
           select $1, x.* from unnest($2::text[], $3::bytea[], $4::text[], $5::int[], $6::text[]) as x on conflict do nothing`,
    values: [
      mandate,
      addresses.map((one) => one.sourceId),
      addresses.map((one) => one.urlMac),
      addresses.map((one) => one.key),
      addresses.map((one) => one.advertId),
      addresses.map((one) => one.recognised)
    ]
  })
}

/** At how many addresses beside its own an advert was recognised, by what. */
export async function addressCounts(tx: Tx, advertId: number): Promise<{ by: RecognisedBy; addresses: number }[]> {
  const { rows } = await tx.query<{ by: RecognisedBy; addresses: number }>({
    name: 'advert-address-counts',
    text: 'select recognised as by, count(*)::int as addresses from advert_address where advert_id = $1 group by 1 order by 1',
    values: [advertId]
  })
  return rows
}
