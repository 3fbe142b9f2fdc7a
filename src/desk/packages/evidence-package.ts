/** A package of captures that are in no case: their WACZ, what the ledger says of them, what leads that to the log, and who outside saw the log; signed, for a stranger to check. */
import { createHash } from 'node:crypto'
import { act, note } from '../../accountability/acts.ts'
import { logFolder } from '../../evidence/log/log.ts'
import { outsideProofOf, type OutsideProof } from '../../evidence/packages/outside-proofs.ts'
import type { LogProofs } from '../../evidence/packages/log-proofs.ts'
import type { Tx } from '../../store/ground.ts'
import { urlOf } from '../../store/sealed/sealed-address.ts'
import { closedBeside } from '../adverts/beside.ts'
import type { Desk, Vault } from '../adverts/vault.ts'
import { evidenceOf, StateOver } from '../dossier/evidence.ts'
import { idOf } from '../dossier/formats/ids.ts'
import { headLine, rowLine } from '../exports/csv.ts'
import { keptFromFiles } from '../handling/leaving.ts'
import { reasonGiven, refused, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { logProofsOf, signingKey, waczSigner } from './keys.ts'
import { proofOfLedger, type HashedEntry } from './ledger-proof.ts'
import { listedFiles } from './listed-files.ts'
import { evidenceVerifyText } from './verify-words.ts'

/** A package is made in memory, and leaves once the ledger says so: no more than this is in one. */
const [mostAsked, mostCaptures, mostBytes] = [200, 1_000, 256 * 1024 * 1024]

export interface EvidenceAsk {
  /** Adverts, by number: every capture of theirs that is open. */
  readonly adverts: readonly number[]
  /** Captures, by id. */
  readonly captures: readonly string[]
  readonly reason: string
  /** The user of the machine, where one asks at the console. */
  readonly person?: string
}

export interface EvidencePackage {
  readonly bytes: Buffer
  /** SHA-256 in hex. */
  readonly digest: string
  readonly captures: number
  /** Captures of these adverts that are not open, and stayed. */
  readonly stayed: number
  /** Entries of the ledger in it, and whether the log proves them. */
  readonly entries: number
  readonly proven: boolean
  /** Stamps and witnesses in it. */
  readonly outside: number
}

interface CaptureRow {
  readonly id: string
  readonly state: 'sealed' | 'open' | 'erased'
  readonly adverts: number[]
  /** Its source is one that the mandate covers. */
  readonly covered: boolean
  readonly seen_at: string
  readonly server_at: string | null
  readonly origin: string
  readonly bytes: number
  readonly record_digest: Buffer
  readonly ledger_no: number | null
  readonly url_sealed: Buffer | null
  readonly kek: string | null
  readonly wrapped: Buffer | null
}

type Entry = HashedEntry & { readonly at: string; readonly act: string }

/** Called before the ledger has the entry of a package: takes the room for it, or throws, and then there is none. */
export type RoomFor = (made: { readonly bytes: number; readonly digest: string }) => void

/**
 * Makes the package; it leaves with one entry in the ledger, which names its digest. `sealed`, `erased`, `damaged`, `handling-code`,
 * `outside-mandate`: something that was asked for may not leave, and then nothing does; `sealed-beside`: a page of it shows adverts that are not open.
 */
export async function evidencePackage(
  desk: Desk,
  ask: EvidenceAsk,
  room: RoomFor = () => {}
): Promise<Outcome<EvidencePackage>> {
  const reason = reasonGiven(ask.reason)
  if (reason === null) return refused('reason-missing')
  if (ask.adverts.length + ask.captures.length > mostAsked) return refused('too-expensive')
  return act<Outcome<EvidencePackage>>(desk.pool, desk.ground, async (tx) => {
    const captures = await capturesOf(tx, desk, ask)
    const refusal = await refusalOf(tx, ask, captures)
    if (refusal !== null) return refusedAct(refusal)
    const open = captures.filter((one) => one.state === 'open')
    const entries = await entriesOf(tx, open)
    const made = await packed(tx, desk, open, entries)
    if (typeof made === 'string') return refusedAct(made)
    const { person } = ask
    const adverts = [...new Set(open.flatMap((one) => one.adverts))].toSorted((a, b) => a - b)
    const { digest, bytes } = made
    room({ bytes: bytes.length, digest })
    const detail = {
      ...(adverts.length !== 1 && { adverts }),
      captures: open.map((one) => one.id),
      digest: `sha256:${digest}`,
      bytes: bytes.length,
      reason,
      ...(person !== undefined && { person })
    }
    const subject = adverts.length === 1 ? `advert:${adverts[0]}` : undefined
    return {
      result: { kind: 'done', value: { ...made, stayed: captures.length - open.length } },
      entry: { act: 'advert.package', ...(subject !== undefined && { subject }), detail }
    }
  })
}

/** The ledger says that a package left, and it could not be written: nobody has it. `cause`: a code of the machine. */
export async function packageFailed({ pool, ground }: Desk, digest: string, cause: string): Promise<void> {
  await note(pool, ground, { act: 'advert.package-failed', detail: { digest: `sha256:${digest}`, cause } })
}

/** What was asked for, each capture once, in the order of time; what a ground does not see is not among it. */
async function capturesOf(tx: Tx, { ground }: Desk, ask: EvidenceAsk): Promise<CaptureRow[]> {
  const { rows } = await tx.query<CaptureRow>(
    `select c.id, c.state, coalesce(w.adverts, '{}') as adverts, c.seen_at, c.server_at, c.origin, c.bytes,
       c.record_digest, c.ledger_no, c.url_sealed, k.kek, k.wrapped,
       exists (select 1 from mandate m where m.id = coalesce($4, mandate_of_line($5))
         and ('*' = any (m.sources) or c.source_id = any (m.sources))) as covered
     from capture c left join capture_key k on k.capture_id = c.id
     left join lateral (select array_agg(distinct s.advert_id order by s.advert_id) as adverts
       from sighting s where s.capture_id = c.id) w on true
     where c.id = any($1::uuid[]) or c.id in (select s.capture_id from sighting s where s.advert_id = any($2::int[]))
     order by c.seen_at, c.id limit $3`,
    [ask.captures, ask.adverts, mostCaptures + 1, ground.under ?? null, ground.mandate]
  )
  return rows
}

async function refusalOf(tx: Tx, ask: EvidenceAsk, captures: readonly CaptureRow[]): Promise<Refusal | null> {
  const known = new Set(captures.map((one) => one.id))
  const shown = new Set(captures.flatMap((one) => one.adverts))
  if (!ask.captures.every((id) => known.has(id)) || !ask.adverts.every((id) => shown.has(id))) return 'not-found'
  if (captures.length === 0) return 'not-found'
  if (captures.length > mostCaptures) return 'too-expensive'
  const kept = await keptFromFiles(tx)
  if (captures.some((one) => kept.captures.has(one.id))) return 'handling-code'
  if (captures.some((one) => !one.covered)) return 'outside-mandate'
  // A capture that was named must leave, and of each advert that was named at least one.
  const named = captures.filter((one) => ask.captures.includes(one.id)).map((one) => [one])
  const each = [...named, ...ask.adverts.map((id) => captures.filter((one) => one.adverts.includes(id)))]
  for (const group of each)
    if (!group.some((one) => one.state === 'open'))
      return group.some((one) => one.state === 'sealed') ? 'sealed' : 'erased'
  const open = captures.filter((one) => one.state === 'open')
  const beside = await closedBeside(
    tx,
    open.map((one) => one.id)
  )
  if (beside.size > 0) return 'sealed-beside'
  return open.reduce((sum, one) => sum + one.bytes, 0) > mostBytes ? 'too-expensive' : null
}

async function entriesOf(tx: Tx, captures: readonly CaptureRow[]): Promise<Entry[]> {
  const { rows } = await tx.query<Omit<Entry, 'prev' | 'hash'> & { prev: Buffer; hash: Buffer }>(
    'select no, at, act, entry, prev, hash from capture_custody($1)',
    [captures.map((one) => one.id)]
  )
  return rows.map((one) => ({ ...one, prev: one.prev.toString('hex'), hash: one.hash.toString('hex') }))
}

type Made = Omit<EvidencePackage, 'stayed'>

async function packed(
  tx: Tx,
  desk: Desk,
  captures: readonly CaptureRow[],
  entries: readonly Entry[]
): Promise<Made | 'damaged'> {
  const { vault } = desk
  const at = [...captures.map((one) => one.seen_at), ...entries.map((one) => one.at)].map(moment).toSorted().at(-1)
  const id = idOf('evidence', ...captures.map((one) => one.id))
  const what = { id, title: 'Baken', at: at ?? '', captures }
  const [key, signer] = [signingKey(vault), waczSigner(vault)]
  const { log, outside } = proofsOf(vault, entries.at(-1)?.no ?? 0)
  const pieces: Buffer[] = []
  const files = listedFiles(what.at, async (more) => void pieces.push(...more))
  const wacz: string[] = []
  try {
    for await (const one of evidenceOf(tx, vault, what, signer, async () => {})) {
      wacz.push(wacz.length === 0 ? 'evidence.wacz' : `evidence-${wacz.length + 1}.wacz`)
      await files.add(wacz.at(-1) ?? '', one)
    }
  } catch (error) {
    if (error instanceof StateOver) return 'damaged'
    throw error
  }
  const says = evidenceVerifyText({
    at: what.at,
    captures: captures.length,
    fingerprint: key.fingerprint,
    waczFingerprint: signer.fingerprint,
    wacz,
    log: log?.vkey ?? null,
    outside: outside?.files.map(([name]) => name) ?? []
  })
  await files.add('VERIFY.md', Buffer.from(says))
  await files.add('captures.csv', Buffer.from(capturesTable(vault, captures)))
  for (const [name, content] of proofOfLedger(entries, log)) await files.add(name, content)
  for (const [name, content] of outsideFiles(outside)) await files.add(name, content)
  await files.add('proof/key.pem', Buffer.from(key.pem))
  const head = { format: 'baken-evidence/1', id, at: what.at, captures: captures.map((one) => one.id) }
  await files.add('manifest.json', Buffer.from(`${JSON.stringify({ ...head, files: [...files.listed] }, null, 1)}\n`))
  await files.end(key)
  const bytes = Buffer.concat(pieces)
  return {
    bytes,
    digest: createHash('sha256').update(bytes).digest('hex'),
    captures: captures.length,
    entries: entries.length,
    proven: log !== null,
    outside: outside?.files.length ?? 0
  }
}

/** The proofs of entries up to this one: in the tree that somebody outside saw, where there is one, else in that of the last of them. */
function proofsOf(
  vault: Vault,
  last: number
): { readonly log: LogProofs | null; readonly outside: OutsideProof | null } {
  const outside = outsideProofOf(logFolder(vault.evidenceDir), last)
  const log = outside === null ? null : logProofsOf(vault, outside.size)
  if (outside !== null && log !== null && outside.note.subarray(0, log.tree.length).equals(log.tree))
    return { log, outside }
  return { log: logProofsOf(vault, last), outside: null }
}

function* outsideFiles(outside: OutsideProof | null): Generator<readonly [name: string, content: Buffer]> {
  if (outside === null) return
  yield ['proof/outside/checkpoint', outside.note]
  for (const [name, content] of outside.files) yield [`proof/outside/${name}`, content]
}

const columns = ['capture', 'seenAt', 'serverAt', 'url', 'origin', 'recordDigest', 'ledgerNo', 'adverts']

function capturesTable({ keyring }: Vault, captures: readonly CaptureRow[]): string {
  const lines = captures.map((one) =>
    rowLine(columns, {
      capture: one.id,
      seenAt: one.seen_at,
      serverAt: one.server_at,
      url: urlOf(keyring, { ...one, capture_id: one.id }),
      origin: one.origin,
      recordDigest: `sha256:${one.record_digest.toString('hex')}`,
      ledgerNo: one.ledger_no,
      adverts: one.adverts.join(' ')
    })
  )
  return [headLine(columns), ...lines].join('')
}

/** To the second, as the files of a package bear it. */
function moment(at: string): string {
  return `${at.slice(0, 19)}Z`
}
