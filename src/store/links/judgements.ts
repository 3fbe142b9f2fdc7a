/** Judgements of people on links and facts in PostgreSQL: written with the event that carries them to the linker, and taken back. */
import type { Tx } from '../ground.ts'
import { idOf, noteRows } from '../row-log.ts'

/** A fact with the token of its value. */
export interface DecidedFact {
  readonly kind: string
  readonly token: string
}

export interface FactDecision {
  readonly advert: number
  readonly sighting: number
  readonly ordinal: number
  readonly reject: boolean
  readonly by: string
  readonly reason: string
}

/**
 * Rejects or restores a fact. The decision is about the value in this advert: wherever else it stands in it, and in each of its
 * versions, it goes with it. Undefined when the fact is not there or is decided so already.
 */
export async function decideFact(tx: Tx, decision: FactDecision): Promise<DecidedFact | undefined> {
  const { advert, sighting, ordinal, reject, by, reason } = decision
  const { rows } = await tx.query<DecidedFact & { readonly sighting_id: number }>(
    `update fact f set state = $4, decided_by = $5, decided_at = now(), decided_because = $6 from fact named
     where named.sighting_id = $1 and named.ordinal = $2 and named.advert_id = $3 and f.advert_id = $3 and f.kind = named.kind
       and f.token = named.token and (f.state = 'rejected') <> ($4 = 'rejected') returning f.kind, f.token, f.sighting_id`,
    [sighting, ordinal, advert, reject ? 'rejected' : 'proposed', by, reason]
  )
  const versions = rows.map((row) => row.sighting_id)
  await noteRows(tx, 'reading', versions)
  return rows[0]
}

export interface NewJudgement {
  readonly mandate: string | null
  readonly kind: string
  readonly a: number | null
  readonly b: number | null
  readonly blind: string | null
  /** Number of its event in the log of the linker. */
  readonly seq: number
  readonly by: string
  readonly reason: string
  readonly valueKind: string | null
}

/** Returns the id of the judgement. */
export async function insertJudgement(tx: Tx, one: NewJudgement): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into judgement (mandate_id, kind, a, b, blind, seq, by, reason, value_kind) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [one.mandate, one.kind, one.a, one.b, one.blind, one.seq, one.by, one.reason, one.valueKind]
  )
  await noteRows(tx, 'judgement', rows.map(idOf))
  return rows[0]?.id ?? 0
}

/** Which judgements are taken back: one by its id, or the rejections of a value in an advert. */
export type JudgementName = { readonly id: number } | { readonly advert: number; readonly blind: string }

/** Notes that judgements are taken back; returns those that still stood. */
export async function undoJudgements(
  tx: Tx,
  which: JudgementName,
  by: string
): Promise<{ readonly id: number; readonly seq: number; readonly a: number | null }[]> {
  const one = 'id' in which ? { id: which.id, advert: null, blind: null } : { id: null, ...which }
  const { rows } = await tx.query<{ id: number; seq: number; a: number | null }>(
    `update judgement set undone_at = now(), undone_by = $1
     where undone_at is null and (id = $2 or ($2::bigint is null and kind = 'reject' and a = $3 and blind = $4)) returning id, seq, a`,
    [by, one.id, one.advert, one.blind]
  )
  await noteRows(tx, 'judgement', rows.map(idOf))
  return rows
}

/** The number of an advert in the linker of its mandate; null when it is not linked. */
export async function linkNumber(tx: Tx, advert: number): Promise<number | null> {
  const { rows } = await tx.query<{ link_no: number | null }>('select link_no from advert where id = $1', [advert])
  return rows[0]?.link_no ?? null
}
