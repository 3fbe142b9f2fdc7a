/** Checks that each segment of the index of words and facts has all its parts, and no part is without its segment; nothing is opened. */
import type pg from 'pg'
import { asSystem, mandatesOf } from './database.ts'
import { damaged, type VerifyItem } from '../item.ts'

const mostNamed = 20
const action = 'keep the database as it is, and restore these rows from its backup'

interface Segment {
  /** The segment, or the one that parts name. */
  readonly id: string
  /** How many parts it says; null when there is no such segment. */
  readonly said: number | null
  readonly parts: number
  readonly documents: number
  readonly listed: number
}

/** Judges every line of mandates, each in one statement. */
export async function* judgeIndex(pool: pg.Pool): AsyncGenerator<VerifyItem> {
  for (const mandate of await mandatesOf(pool)) {
    const found = await asSystem<Segment>(pool, mandate, differing, [mandate])
    yield* found.slice(0, mostNamed).map((one) => damaged(`index segment ${one.id}`, faultOf(one), '', action))
    if (found.length > mostNamed)
      yield damaged(`mandate ${mandate}`, `${found.length - mostNamed} more segments of the index differ`, '', action)
  }
}

function faultOf({ said, parts, documents, listed }: Segment): string {
  if (said === null) return `${parts} parts of it are there, and its row in the table index_segment is gone`
  if (parts !== said)
    return `it has ${parts} parts, and it was written with ${said}: words in it are not found, or found wrongly`
  if (listed !== documents) return `it lists ${listed} documents, and it was written with ${documents}`
  return 'its parts are not those that it was written with: words in it are not found, or found wrongly'
}

// Parts are numbered from 0, empty ones too; a document is 24 bytes. That a segment itself is what was written is judged with the rows.
const differing = `
  select coalesce(s.id, b.segment_id)::text as id, s.buckets as said, coalesce(b.parts, 0) as parts, coalesce(s.documents, 0) as documents,
    coalesce(octet_length(s.docs) / 24, 0) as listed
  from (select * from index_segment where mandate_id = $1) s
  full join (select segment_id, count(*)::int as parts, max(bucket) as last,
      sha256(string_agg(sha256(postings) || sha256(positions), '' order by bucket)) as digest from index_bucket where mandate_id = $1 group by segment_id) b on b.segment_id = s.id
  where s.buckets is distinct from b.parts or b.last is distinct from s.buckets - 1 or octet_length(s.docs) <> 24 * s.documents or s.parts <> b.digest
  order by 1 limit 1000`
