/** The job that makes a dossier: the state is frozen once, the package is made of it, and is there whole with its entry in the ledger, or not at all. */
import { createHash } from 'node:crypto'
import { act, note } from '../../accountability/acts.ts'
import type { Advert } from '../../contract/desk/adverts.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { mostMembers, ZipFull } from '../../evidence/packages/zip-stored.ts'
import type { JobWork, TakenJob, Tell } from '../jobs/work.ts'
import type { Refusal } from '../outcome.ts'
import { logProofsOf, signingKey, waczSigner } from '../packages/keys.ts'
import { openWords, withoutSalt } from '../sealed-words.ts'
import { batches, pinnedContents } from './captures.ts'
import { evidenceOf, StateOver, type Packed } from './evidence.ts'
import { gatherState, stateDigest } from './gather.ts'
import { TemplateFault } from './formats/template-fault.ts'
import type { PackageParts } from './package.ts'
import { masksFor, type Masks } from './names/redact.ts'
import { requireResolved, SourceChanged } from './resolve.ts'
import { proofOf } from './searches.ts'
import type { DossierAsk, DossierState, FrozenDossier, ItemText } from './state.ts'
import { openJson, partWriter, sealJson } from './stored.ts'

/** What is made besides the items and captures: the files of the package. */
const ownFiles = 10

/** The dossier of this state was written by another version of Baken, in other bytes: this one follows it under a number of its own. */
class WrittenOtherwise extends Error {}

/** The work of jobs of the kind `dossier`. `versions`: those of the steps, for the chapter on method; `grow` brings the log up to the ledger; `mostFiles` go into a package. */
export function dossierWork(
  versions: Readonly<Record<string, number>>,
  grow: (desk: Desk) => Promise<void>,
  mostFiles = mostMembers
): JobWork {
  return async (desk, job, tell) => {
    const { ground, vault } = desk
    if (job.case === null) return { refused: 'not-found' }
    const place = { mandate: mandateOf(ground), label: 'job', context: job.id }
    const ask = openWords<DossierAsk>(vault, place, job.sealed)
    await tell('state', 0, 0)
    let anew = false
    for (let stored = job.frozen, turn = 1; ; turn++) {
      const frozen = await frozenState(desk, { ...job, frozen: stored, anew }, job.case, ask, versions)
      if (typeof frozen === 'string') return { refused: frozen }
      try {
        await grow(desk)
        await make(desk, { job, frozen, mostFiles }, tell)
        return { made: frozen.no }
      } catch (error) {
        if (error instanceof TemplateFault) return { refused: 'template-refused' }
        if (error instanceof ZipFull) return { refused: 'package-too-large' }
        if (error instanceof SourceChanged) {
          const detail = { job: job.id, no: frozen.no, says: error.message }
          await note(desk.pool, desk.ground, { act: 'case.dossier-stopped', subject: `case:${job.case}`, detail })
          return { refused: 'source-changed' }
        }
        if (!isOver(error) || turn >= mostTurns) throw error
        anew ||= error instanceof WrittenOtherwise
        stored = null
      }
    }
  }
}

/** Another dossier of the case may be finished in between: then the state is read again at once, this often. */
const mostTurns = 5

/** The state is over, or another dossier took the number while this one was written. */
function isOver(error: unknown): boolean {
  return (
    error instanceof StateOver ||
    error instanceof WrittenOtherwise ||
    (error as { readonly code?: string }).code === '23505'
  )
}

/** The state that the job began with; read and kept on the first attempt. */
async function frozenState(
  desk: Desk,
  job: TakenJob & { readonly anew: boolean },
  id: string,
  ask: DossierAsk,
  versions: Readonly<Record<string, number>>
): Promise<FrozenDossier | Refusal> {
  if (job.frozen !== null) return openJson<FrozenDossier>(desk, `frozen/${job.id}`, job.frozen)
  return act<FrozenDossier | Refusal>(desk.pool, desk.ground, async (tx) => {
    const state = await gatherState(tx, desk, id, ask, versions)
    if (typeof state === 'string') return { result: state, entry: null }
    if (!(await mayMake(tx, id))) return { result: 'no-right', entry: null }
    const frozen = await inPlace(tx, id, state, job.anew)
    await tx.query(`update job set frozen = $2 where id = $1 and state = 'working'`, [
      job.id,
      sealJson(desk, `frozen/${job.id}`, frozen)
    ])
    return {
      result: frozen,
      entry: {
        act: 'case.dossier-state',
        subject: `case:${id}`,
        detail: { job: job.id, state: `sha256:${frozen.digest}` }
      }
    }
  })
}

async function mayMake(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.query<{ may: boolean }>(`select case_right($1, 'change') as may`, [id])
  return rows[0]?.may === true
}

/** The number of a state: that of the dossier made of the same state before (not `anew`), else the next one, which names the one before it. */
async function inPlace(tx: Tx, id: string, state: DossierState, anew: boolean): Promise<FrozenDossier> {
  const digest = stateDigest(state)
  const { rows } = await tx.query<{ no: number; digest: Buffer; follows: Buffer | null; same: boolean }>(
    `select no, digest, follows, state_digest = decode($2, 'hex') as same from dossier where case_id = $1 order by no desc`,
    [id, digest]
  )
  const same = anew ? undefined : rows.find((one) => one.same)
  if (same !== undefined) return { state, digest, no: same.no, follows: same.follows?.toString('hex') ?? null }
  return { state, digest, no: (rows[0]?.no ?? 0) + 1, follows: rows[0]?.digest.toString('hex') ?? null }
}

interface Making {
  readonly job: TakenJob
  readonly frozen: FrozenDossier
  readonly mostFiles: number
}

async function make(desk: Desk, { job, frozen, mostFiles }: Making, tell: Tell): Promise<void> {
  const { state } = frozen
  const { id } = state.case
  const masks = masksFor(state.ask.keys, state.facts)
  const total = state.captures.length + state.items.length + ownFiles
  let done = 0
  await act(desk.pool, desk.ground, async (tx) => {
    const before = await madeBefore(tx, id, frozen)
    const writer = before === null ? partWriter(tx, desk, id, frozen.no) : null
    const digest = createHash('sha256')
    let bytes = 0
    const signer = waczSigner(desk.vault)
    const parts: PackageParts = {
      frozen: { ...frozen, state: masks.of(state) },
      masks,
      texts: await textsOf(tx, desk, state, masks),
      items: itemsOf(tx, desk, state, masks),
      hidden: new Set(
        [...state.custody, ...proofOf(state.searches)]
          .filter((one) => masks.left(one.entry) !== null)
          .map((one) => one.no)
      ),
      template: await templateOf(tx, state.template),
      mostFiles,
      evidence: evidenceOf(tx, desk.vault, packedOf(state), signer, async () =>
        tell('evidence', Math.min(++done, state.captures.length), total)
      ),
      waczFingerprint: signer.fingerprint,
      key: signingKey(desk.vault),
      log: (size) => logProofsOf(desk.vault, size),
      async write(pieces) {
        for (const piece of pieces) {
          digest.update(piece)
          bytes += piece.length
        }
        await writer?.write(pieces)
      },
      pause: async (step) => tell(step, step === 'texts' ? Math.min(++done, total) : done, total)
    }
    // What writes PDF and DOCX is loaded for a dossier alone: every import and crawl paid for it at its start.
    const { writePackage } = await import('./package.ts')
    await writePackage(parts)
    await writer?.end()
    const made = { digest: digest.digest(), bytes }
    await keep(tx, desk, { job, frozen, made, before })
    const detail = {
      no: frozen.no,
      digest: `sha256:${made.digest.toString('hex')}`,
      state: `sha256:${frozen.digest}`,
      bytes,
      items: state.items.length,
      unconfirmed: state.ask.unconfirmed,
      keys: state.ask.keys.length
    }
    return { result: null, entry: { act: 'case.dossier-made', subject: `case:${id}`, detail } }
  })
  await tell('package', total, total)
}

/**
 * What was pinned, batch by batch, so that memory holds one batch: number of the item, and its content masked as the state is. Where names are
 * left out its salt stays behind: with it and the digest of the whole item whoever gets the package would find a name by trying.
 */
async function* itemsOf(
  tx: Tx,
  desk: Desk,
  { case: { id }, items, ask, facts }: DossierState,
  masks: Masks
): AsyncGenerator<readonly [no: number, content: unknown]> {
  const stated = Map.groupBy(facts, (one) => one.item)
  for (const part of batches(items, 200)) {
    const found = await pinnedContents(
      tx,
      desk,
      id,
      part.map((one) => one.no)
    )
    for (const { no, kind } of part) {
      if (kind === 'advert') requireResolved(stated.get(no) ?? [], found.get(no) as Advert)
      const content = masks.of(found.get(no))
      yield [no, ask.keys.length === 0 ? content : withoutSalt(content)]
    }
  }
}

/** What becomes WACZ files: no page that shows adverts which are not open, and nothing where names are left out, since captures hold them. */
function packedOf({ case: { id, title }, at, captures, ask }: DossierState): Packed | null {
  return ask.keys.length > 0 ? null : { id, title, at, captures: captures.filter((one) => one.beside !== true) }
}

/** Texts of pinned adverts, for the document. */
async function textsOf(tx: Tx, desk: Desk, state: DossierState, masks: Masks): Promise<Map<number, ItemText>> {
  const texts = new Map<number, ItemText>()
  const adverts = { ...state, items: state.items.filter((one) => one.kind === 'advert') }
  for await (const [no, content] of itemsOf(tx, desk, adverts, masks)) {
    const newest = (content as Advert).versions.findLast((one) => one.reading !== null)
    if (newest?.reading != null) texts.set(no, { capture: newest.custody.capture, text: newest.reading.text })
  }
  return texts
}

/** The digest of the dossier of this number, where it was made of the same state; null where there is none. */
async function madeBefore(tx: Tx, id: string, { no, digest }: FrozenDossier): Promise<Buffer | null> {
  await tx.query('select 1 from case_file where id = $1 for share', [id])
  const { rows } = await tx.query<{ digest: Buffer; state: string }>(
    `select digest, encode(state_digest, 'hex') as state from dossier where case_id = $1 and no = $2`,
    [id, no]
  )
  const [found] = rows
  if (found !== undefined && found.state !== digest) throw new StateOver('Another dossier took this number.')
  return found?.digest ?? null
}

interface Made {
  readonly job: TakenJob
  readonly frozen: FrozenDossier
  readonly made: { readonly digest: Buffer; readonly bytes: number }
  readonly before: Buffer | null
}

async function keep(tx: Tx, desk: Desk, { job, frozen, made, before }: Made): Promise<void> {
  const { state, no, follows } = frozen
  if (before !== null) {
    if (!before.equals(made.digest)) throw new WrittenOtherwise(`Dossier ${no} made again is not the same.`)
    return
  }
  await tx.query(
    `insert into dossier (case_id, no, mandate_id, job_id, by, state_digest, digest, follows, bytes, items, unconfirmed, redacted, sealed)
     values ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, decode($8, 'hex'), $9, $10, $11, $12, $13)`,
    [
      state.case.id,
      no,
      mandateOf(desk.ground),
      job.id,
      job.by,
      frozen.digest,
      made.digest,
      follows,
      made.bytes,
      state.items.length,
      state.ask.unconfirmed,
      state.ask.keys.length > 0,
      sealJson(desk, `keys/${state.case.id}/${no}`, state.ask.keys)
    ]
  )
}

async function templateOf(tx: Tx, digest: string | null): Promise<Buffer | null> {
  if (digest === null) return null
  const { rows } = await tx.query<{ bytes: Buffer }>(
    `select bytes from dossier_template where digest = decode($1, 'hex') order by id desc limit 1`,
    [digest]
  )
  return rows[0]?.bytes ?? null
}
