/** How one advert was kept, as entries of the ledger: who did what, when, on what, with what result, and the proof of each in the log. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { CustodyLine, CustodyProof, CustodyStory } from '../../contract/desk/adverts.ts'
import { logFolder, newestTree, proofText } from '../../evidence/log/log.ts'
import { logKeyOf, type Checkpoint } from '../../evidence/log/note.ts'
import { readStamped } from '../../evidence/stamped-json.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { dataKeyOf } from '../../store/sealed/readings.ts'
import { mostVersions } from './advert.ts'
import { clocksOf } from './clocks.ts'
import { custodyOf, openedCapture, StoreAway, type CustodyRow } from './custody.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import type { Vault } from './vault.ts'

/** As many as the database answers with. */
const mostEntries = 500

interface Entry {
  readonly no: number
  readonly at: string
  readonly actor: string
  readonly mandate: string | null
  readonly act: string
  readonly subject: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly entry: string
  readonly prev: Buffer
  readonly hash: Buffer
}

type Shown = CustodyRow & {
  readonly version: number
  readonly server_at: string | null
  /** When the capture was made whose content this one has. */
  readonly unchanged_since: string | null
}
type Digests = CustodyLine['digests']

/** The lines of an advert, oldest first. A sealed or erased one has them as well; none of them holds content. */
export async function custodyStory(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  advert: number
): Promise<Outcome<CustodyStory>> {
  return act<Outcome<CustodyStory>>(pool, ground, async (tx) => {
    const shown = await capturesOf(tx, advert)
    if (shown === null) return refusedAct('not-found')
    const entries = await entriesOf(tx, advert)
    const log = logOf(vault)
    const held = (no: number | null): boolean => no !== null && log !== null && no <= log.checkpoint.size
    const byNo = new Map(entries.map((one) => [one.no, one]))
    const lines: CustodyLine[] = []
    const clocks = await clocksOf(tx, shown)
    for (const one of shown) {
      const line = await storedLine(vault, one, byNo.get(one.ledger_no ?? 0), held(one.ledger_no))
      lines.push({ ...line, clocks: clocks.get(one.capture) ?? null, unchangedSince: one.unchanged_since })
    }
    for (const one of entries) if (one.act !== 'capture.store') lines.push(entryLine(vault, one, shown, held(one.no)))
    const { rows } = await tx.query<CustodyStory['looks']>('select times, people, first, last from advert_looks($1)', [
      advert
    ])
    const value: CustodyStory = {
      lines: lines.toSorted((a, b) => (a.no ?? Infinity) - (b.no ?? Infinity) || (a.version ?? 0) - (b.version ?? 0)),
      more: entries.length === mostEntries,
      looks: rows[0] ?? { times: 0, people: 0, first: null, last: null },
      log: log === null ? null : { origin: log.checkpoint.origin, size: log.checkpoint.size }
    }
    const detail = { lines: lines.length }
    return { result: { kind: 'done', value }, entry: { act: 'advert.custody', subject: `advert:${advert}`, detail } }
  })
}

/** One entry among those lines, as it was hashed, with its proof; `not-found` for any other. */
export async function custodyProof(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  advert: number,
  no: number
): Promise<Outcome<CustodyProof>> {
  return act<Outcome<CustodyProof>>(pool, ground, async (tx) => {
    const found = (await entriesOf(tx, advert)).find((one) => one.no === no)
    if (found === undefined) return refusedAct('not-found')
    const log = logOf(vault)
    const value: CustodyProof = {
      no,
      prev: found.prev.toString('hex'),
      entry: found.entry,
      hash: found.hash.toString('hex'),
      proof:
        log === null || no > log.checkpoint.size
          ? null
          : proofText(logFolder(vault.evidenceDir), no, found.hash, log.checkpoint),
      vkey: log?.vkey ?? null
    }
    return {
      result: { kind: 'done', value },
      entry: { act: 'advert.custody', subject: `advert:${advert}`, detail: { entry: no } }
    }
  })
}

async function entriesOf(tx: Tx, advert: number): Promise<Entry[]> {
  const { rows } = await tx.query<Entry>(
    'select no, at, actor, mandate, act, subject, detail, entry, prev, hash from advert_custody($1)',
    [advert]
  )
  return rows
}

/** The captures of the newest versions; null when there is no such advert for this ground. */
async function capturesOf(tx: Tx, advert: number): Promise<Shown[] | null> {
  if ((await tx.query('select 1 from advert where id = $1', [advert])).rowCount === 0) return null
  const { rows } = await tx.query<Shown>(
    `select s.version, k.kek, k.wrapped, c.id as capture, c.url_sealed, c.status, c.seen_at as captured_at, c.bytes, c.truncated, c.state as capture_state,
       c.erase_at, c.segment, c.seg_offset, c.seg_length, c.record_digest, c.mandate_id, c.ledger_no, c.origin, c.notes,
       c.server_at, o.seen_at as unchanged_since
     from sighting s join capture c on c.id = s.capture_id left join capture_key k on k.capture_id = c.id left join capture o on o.id = c.original
     where s.advert_id = $1 order by s.version desc, s.id desc limit $2`,
    [advert, mostVersions]
  )
  return rows
}

/** The line of a capture: its own time, what came, and whether the bytes on disk are still those. */
async function storedLine(vault: Vault, row: Shown, entry: Entry | undefined, proven: boolean): Promise<CustodyLine> {
  const custody = await custodyOf(vault, row)
  const body = row.capture_state === 'open' ? await bodyDigest(vault, row) : null
  return {
    ...emptyLine,
    no: row.ledger_no,
    at: row.captured_at,
    by: entry?.actor ?? 'pipeline',
    act: 'capture.store',
    mandate: entry?.mandate ?? row.mandate_id,
    how: row.origin,
    version: row.version,
    capture: row.capture,
    verdict: custody.verdict,
    status: row.status,
    bytes: row.bytes,
    digests: [
      { of: 'record', sha256: row.record_digest.toString('hex') },
      ...(body === null ? [] : [{ of: 'body' as const, sha256: body }]),
      ...(entry === undefined ? [] : [entryDigest(entry)])
    ],
    proven
  }
}

function entryLine(vault: Vault, entry: Entry, shown: readonly Shown[], proven: boolean): CustodyLine {
  const { no, at, actor, mandate, act: name, subject, detail } = entry
  const number = (key: string): number | null => (typeof detail[key] === 'number' ? detail[key] : null)
  const one = shown.find((row) => `capture:${row.capture}` === subject)
  const because =
    detail['reason'] ?? (Array.isArray(detail['because']) ? detail['because'].join(', ') : detail['because'])
  return {
    ...emptyLine,
    no,
    at,
    by: actor,
    act: name,
    mandate,
    how: actor === 'pipeline' ? 'automatic' : actor === 'console' ? 'console' : 'person',
    version: one?.version ?? (number('version') as number | null),
    capture: one?.capture ?? null,
    bytes: number('bytes'),
    count: number('count') ?? number('records') ?? number('captures'),
    because: typeof because === 'string' ? because : null,
    digests: [...segmentDigests(vault, detail), entryDigest(entry)],
    proven
  }
}

const emptyLine = {
  version: null,
  capture: null,
  verdict: null,
  status: null,
  bytes: null,
  count: null,
  because: null,
  clocks: null,
  unchangedSince: null
}

function entryDigest({ hash }: Entry): Digests[number] {
  return { of: 'entry', sha256: hash.toString('hex') }
}

/** The digests of a closed file, from the entry of the list of segments that the ledger names; none of another or a damaged one. */
function segmentDigests(vault: Vault, detail: Entry['detail']): Digests {
  const { last, index, entry } = detail
  const found: Digests[number][] = typeof last === 'string' ? [{ of: 'last', sha256: bare(last) }] : []
  if (typeof index !== 'number') return found
  const file = path.join(vault.evidenceDir, 'index', `${String(index).padStart(8, '0')}.json`)
  const read = existsSync(file) ? readStamped(readFileSync(file)) : null
  const whole = read?.kind === 'stamped' && read.digest === entry ? read.fields['file'] : null
  return typeof whole === 'string' ? [...found, { of: 'segment', sha256: bare(whole) }] : found
}

function bare(digest: string): string {
  return digest.replace('sha256:', '')
}

/** SHA-256 of what the site answered; null where the capture does not open. */
async function bodyDigest(vault: Vault, row: Shown): Promise<string | null> {
  const { capture, kek, wrapped } = row
  const dataKey =
    kek === null || wrapped === null ? null : dataKeyOf(vault.keyring, { capture_id: capture, kek, wrapped })
  const opened = dataKey === null ? null : await openedCapture(vault, row, dataKey).catch(unlessAway)
  return opened === null ? null : createHash('sha256').update(opened.exchange.body).digest('hex')
}

/** The line about the record says that the store does not answer. */
function unlessAway(error: unknown): null {
  if (error instanceof StoreAway) return null
  throw error
}

/** The log as it stands, checked by its signature and tiles. */
function logOf(vault: Vault): { readonly checkpoint: Checkpoint; readonly vkey: string } | null {
  const found = vault.keyring.logKey(false)
  if (found.kind !== 'key') return null
  const { vkey } = logKeyOf(found.key.bytes)
  const checkpoint = newestTree(logFolder(vault.evidenceDir), { vkey })
  return checkpoint === null ? null : { checkpoint, vkey }
}
