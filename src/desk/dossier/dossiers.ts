/** Dossiers at the desk: what would leave, asking for one, those that were made, and the template of the document in words. */
import { createHash } from 'node:crypto'
import { act, note } from '../../accountability/acts.ts'
import type {
  DossierBody,
  DossierKeys,
  DossierList,
  DossierPreview,
  DossierPreviewBody
} from '../../contract/cases/dossiers.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { actInCase, type CaseAct } from '../cases/case-acts.ts'
import { wholeCase } from '../cases/case-rows.ts'
import { askedAgain, requireMandate } from '../exports/export.ts'
import { behindOf } from '../handling/leaving.ts'
import { mayLeaveAsFile } from '../handling/handling.ts'
import { addJob } from '../jobs/jobs.ts'
import { reasonGiven, refused, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { signingKey } from '../packages/keys.ts'
import { advertsOf } from './captures.ts'
import { defaultTemplate } from './formats/docx-default.ts'
import { TemplateFault } from './formats/template-fault.ts'
import { gatherState, outsideMandate, scopeOf } from './gather.ts'
import { masksFor } from './names/redact.ts'
import type { DossierAsk, DossierLanguage, NameKey } from './state.ts'
import { openJson, storedParts } from './stored.ts'
import { dossierWords } from './words.ts'

/** More items than this do not go into one package. */
const mostItems = 20_000

function keysOf(names: readonly string[] | undefined): NameKey[] {
  const distinct = [...new Set((names ?? []).map((name) => name.trim()).filter((name) => name.length >= 2))]
  return distinct.map((name, at) => ({ name, key: `[K${at + 1}]` }))
}

function askOf({ language, unconfirmed, names, tasks, searches }: Partial<DossierBody>): DossierAsk {
  return {
    language: language ?? 'nl',
    unconfirmed: unconfirmed === true,
    keys: keysOf(names),
    ...(tasks === true && { tasks }),
    ...(searches === true && { searches })
  }
}

/** Asks for a dossier: a job that the asker alone sees makes it. `outside-mandate`: something in it is of a source that the mandate does not cover. */
export async function askDossier(
  desk: Desk,
  id: string,
  body: DossierBody
): Promise<Outcome<{ readonly job: string }>> {
  const asked: CaseAct = { id, name: 'dossier', needs: 'change', reason: body.reason, closed: 'too' }
  const ask = askOf(body)
  let job = ''
  const outcome = await actInCase(desk, asked, async (tx, row) => {
    const refusal = await mayLeave(tx, desk, row.id, ask.unconfirmed)
    if (refusal !== null) return refusal
    job = await addJob(tx, desk, { kind: 'dossier', case: row.id, asked: ask })
    return {
      detail: {
        job,
        unconfirmed: ask.unconfirmed,
        keys: ask.keys.length,
        language: ask.language,
        ...(ask.tasks && { tasks: true }),
        ...(ask.searches && { searches: true })
      }
    }
  })
  return outcome.kind === 'done' ? { kind: 'done', value: { job } } : outcome
}

async function mayLeave(tx: Tx, desk: Desk, id: string, unconfirmed: boolean): Promise<Refusal | null> {
  const scope = await scopeOf(tx, desk, id, unconfirmed)
  if (scope === null) return 'not-found'
  if (scope.items.length > mostItems) return 'too-expensive'
  return (await outsideMandate(tx, desk, scope.items)).length > 0 ? 'outside-mandate' : null
}

/** What would leave. It opens what it counts, and is in the ledger like any other look. */
export async function previewDossier(
  desk: Desk,
  id: string,
  body: DossierPreviewBody
): Promise<Outcome<DossierPreview>> {
  return act<Outcome<DossierPreview>>(desk.pool, desk.ground, async (tx) => {
    const ask = askOf(body)
    const scope = await scopeOf(tx, desk, id, ask.unconfirmed)
    if (scope === null) return refusedAct('not-found')
    const { row, items, leftOut, sorted } = scope
    if (!row.mine.includes('change')) return refusedAct('no-right')
    const outside = await outsideMandate(tx, desk, items)
    const state = outside.length > 0 ? null : await gatherState(tx, desk, id, { ...ask, keys: [] }, {})
    if (typeof state === 'string') return refusedAct(state)
    const captures = Map.groupBy(state?.captures ?? [], (one) => one.state)
    const told = JSON.stringify(state)
    const value: DossierPreview = {
      items: items.map(({ no, kind, title, confirmed, digest }) => ({ no, kind, title, confirmed, digest })),
      leftOut,
      behind: behindOf(sorted),
      adverts: advertsOf(items).length,
      captures: {
        open: captures.get('open')?.length ?? 0,
        sealed: captures.get('sealed')?.length ?? 0,
        erased: captures.get('erased')?.length ?? 0
      },
      facts: state?.facts.length ?? 0,
      custody: state?.custody.length ?? 0,
      against: state?.against.length ?? 0,
      tasks: state?.tasks?.length ?? 0,
      searches: state?.searches?.entries.length ?? 0,
      people: [...new Set((state?.custody ?? []).map((one) => one.actor))].sort(),
      outside,
      names: ask.keys.map((one) => ({
        key: one.key,
        places:
          masksFor([one], state?.facts ?? [])
            .of(told)
            .split(one.key).length - 1
      }))
    }
    const reason = reasonGiven(body.reason)
    const detail = { items: items.length, unconfirmed: ask.unconfirmed, ...(reason !== null && { reason }) }
    return {
      result: { kind: 'done', value },
      entry: { act: 'case.dossier-preview', subject: `case:${row.id}`, detail }
    }
  })
}

export async function listDossiers(desk: Desk, id: string): Promise<Outcome<DossierList>> {
  return act<Outcome<DossierList>>(desk.pool, desk.ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const { rows: dossiers } = await tx.query<DossierList['dossiers'][number]>(
      `select no, by, at, items, unconfirmed, redacted, bytes, encode(digest, 'hex') as digest, encode(follows, 'hex') as follows
       from dossier where case_id = $1 order by no desc limit 500`,
      [row.id]
    )
    const fingerprint = dossiers.length === 0 ? null : signingKey(desk.vault).fingerprint
    return {
      result: { kind: 'done', value: { dossiers, fingerprint } },
      entry: { act: 'case.dossier-list', subject: `case:${row.id}` }
    }
  })
}

/** A package that leaves, of so many bytes; `digest`: its SHA-256 in hex. */
export interface TakenDossier {
  readonly bytes: number
  readonly digest: string
  /** Its bytes in their order. Throws when they are not all there any more: it was erased on the way; GroundEnded when the mandate ended. */
  readonly pieces: AsyncGenerator<Buffer, void, undefined>
}

/**
 * A package as it was made; it leaves with an entry in the ledger that names its digest. `damaged`: it is not what its digest says any more.
 * Its parts are opened twice, to be judged and to leave: memory never holds the whole.
 */
export async function readDossier(desk: Desk, id: string, no: number): Promise<Outcome<TakenDossier>> {
  return act<Outcome<TakenDossier>>(desk.pool, desk.ground, async (tx) => {
    const found = await mine(tx, id, no)
    if (typeof found === 'string') return refusedAct(found)
    const { bytes, digest } = found
    const hash = createHash('sha256')
    for await (const part of storedParts((work) => work(tx), desk, id, no)) hash.update(part)
    if (hash.digest('hex') !== digest) return refusedAct('damaged')
    const detail = { no, digest: `sha256:${digest}`, bytes }
    return {
      result: { kind: 'done', value: { bytes, digest, pieces: leaving(desk, id, no, bytes) } },
      entry: { act: 'case.dossier-taken', subject: `case:${id}`, detail }
    }
  })
}

async function* leaving(desk: Desk, id: string, no: number, bytes: number): TakenDossier['pieces'] {
  let left = bytes
  const ask = (): Promise<void> => withGround(desk.pool, desk.ground, requireMandate)
  const again = askedAgain(ask)
  try {
    for await (const part of storedParts((work) => withGround(desk.pool, desk.ground, work), desk, id, no)) {
      await again()
      left -= part.length
      yield part
    }
    if (left === 0) return
    await ask()
    throw new Error(`Dossier ${no} of case ${id} was erased while it left.`)
  } finally {
    // Cut off by its reader, by the end of the mandate or by a fault: what was given until then is in nobody's hands as a package.
    const detail = { no, sent: bytes - left, bytes }
    if (left > 0) await note(desk.pool, desk.ground, { act: 'case.dossier-cut', subject: `case:${id}`, detail })
  }
}

/** Which name stands under which key in a dossier. */
export async function readKeys(desk: Desk, id: string, no: number): Promise<Outcome<DossierKeys>> {
  return act<Outcome<DossierKeys>>(desk.pool, desk.ground, async (tx) => {
    const found = await mine(tx, id, no)
    if (typeof found === 'string') return refusedAct(found)
    const keys = openJson<NameKey[]>(desk, `keys/${id}/${no}`, found.sealed)
    return {
      result: { kind: 'done', value: { keys: keys.map(({ key, name }) => ({ key, name })) } },
      entry: { act: 'case.dossier-keys', subject: `case:${id}`, detail: { no } }
    }
  })
}

async function mine(
  tx: Tx,
  id: string,
  no: number
): Promise<{ digest: string; bytes: number; sealed: Buffer } | Refusal> {
  const row = await wholeCase(tx, id)
  if (typeof row === 'string') return row
  if (!row.mine.includes('change')) return 'no-right'
  // A report that it may have along and that is not for this person now keeps the whole package from them.
  const { rows } = await tx.query<{
    digest: string
    bytes: number
    sealed: Buffer
    withheld: boolean
    closed: boolean
  }>(
    `select encode(d.digest, 'hex') as digest, d.bytes, d.sealed, exists (select 1 from case_item i
         where i.case_id = d.case_id and i.kind = 'report' and i.at <= d.at and report_withheld(i.ref)) as withheld,
       dossier_closed(d.case_id, d.no) as closed
     from dossier d where d.case_id = $1 and d.no = $2`,
    [row.id, no]
  )
  const [found] = rows
  if (found === undefined) return 'not-found'
  if (found.withheld) return 'no-right'
  return found.closed || !(await mayLeaveAsFile(tx, row.id, `dossier:${no}`)) ? 'handling-code' : found
}

/** The template that holds now, to be edited. */
export async function readTemplate({ pool, ground }: Desk, language: DossierLanguage): Promise<Buffer> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ bytes: Buffer }>('select bytes from dossier_template order by id desc limit 1')
    const [found] = rows
    const own = found !== undefined && found.bytes.length > 0
    const bytes = own ? found.bytes : defaultTemplate(dossierWords[language], language, '2026-01-01T00:00:00Z')
    return { result: bytes, entry: null }
  })
}

export type TemplateOutcome = Outcome<null> | { readonly kind: 'fault'; readonly words: string }

/** Takes a template in, after it was tried on an invented dossier. `fault`: what is wrong with it, in words. */
export async function takeTemplate(desk: Desk, bytes: Buffer, given: string): Promise<TemplateOutcome> {
  const reason = reasonGiven(given)
  if (reason === null) return refused('reason-missing')
  try {
    const { checkTemplate } = await import('./formats/docx-check.ts')
    if (bytes.length > 0) await checkTemplate(bytes)
  } catch (error) {
    if (error instanceof TemplateFault) return { kind: 'fault', words: error.message }
    throw error
  }
  return act<Outcome<null>>(desk.pool, desk.ground, async (tx) => {
    const digest = createHash('sha256').update(bytes).digest()
    await tx.query('insert into dossier_template (mandate_id, by, digest, bytes) values ($1, $2, $3, $4)', [
      mandateOf(desk.ground),
      desk.ground.user,
      digest,
      bytes
    ])
    const detail = { digest: `sha256:${digest.toString('hex')}`, bytes: bytes.length, reason }
    return { result: { kind: 'done', value: null }, entry: { act: 'dossier-template.change', detail } }
  })
}
