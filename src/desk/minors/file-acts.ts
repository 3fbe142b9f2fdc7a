/** One act in a file of a minor: who may do it, its words sealed beside it, and its entry in the ledger, which says what was done and no words. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { MinorFile } from '../../contract/minors/minors.ts'
import type { MinorRight } from '../../model/minors/minor-track.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Desk, Vault } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { cleanText, digestText, sealWords } from '../sealed-words.ts'
import { fileNow } from './minor-file.ts'
import { actsOf, lockedFile, mostActs, placeOf, type FileAct, type StoredFile } from './minor-rows.ts'
import { holdsPicture } from './no-pictures.ts'

/** What is asked for: in which file, by which right, why. */
export interface AskedAct {
  readonly id: string
  readonly name: string
  readonly needs: MinorRight
  readonly reason: string
  /** Also in a closed file: an answer that was still owed. */
  readonly whenClosed?: true
}

/** What was done: about what, and what else it says, sealed. */
export interface FileDone {
  /** What it is called, where that hangs on what it is about. */
  readonly name?: string
  readonly about?: string
  readonly words?: Readonly<Record<string, unknown>>
  /** The last day of what it asks for, readable without keys: YYYY-MM-DD. */
  readonly dueOn?: string
  /** What the ledger says beside; never words. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** A refusal that says more to a member of the file than its name. */
export interface Because {
  readonly refuse: Refusal
  readonly because: string
}

/** The file as it is before the act. */
export interface Before {
  readonly file: StoredFile
  readonly acts: readonly FileAct[]
  readonly reason: string
}

/**
 * Does `work` in an open file. `not-found`: there is none, or not for you, whatever else is wrong. `no-right`: a member without the right.
 * `wrong-state`: it is closed, and nothing is owed in it. `reason-missing`: no reason. `no-pictures`: words hold a picture. `case-full`: two thousand acts.
 */
export async function actInFile(
  { pool, ground, vault }: Desk,
  asked: AskedAct,
  work: (tx: Tx, before: Before) => Promise<FileDone | Refusal | Because>
): Promise<Outcome<MinorFile>> {
  return act<Outcome<MinorFile>>(pool, ground, async (tx) => {
    const file = await lockedFile(tx, asked.id)
    if (file === null) return refusedAct('not-found')
    if (file.erasedAt !== null) return refusedAct('erased')
    if (!file.mine.includes(asked.needs)) return refusedAct('no-right')
    if (file.state === 'closed' && asked.whenClosed !== true) return refusedAct('wrong-state')
    const reason = reasonGiven(asked.reason)
    if (reason === null) return refusedAct('reason-missing')
    const acts = await actsOf(tx, ground, vault, file.id)
    if (acts.length >= mostActs) return refusedAct('case-full')
    const done = await work(tx, { file, acts, reason })
    if (typeof done === 'string') return refusedAct(done)
    if ('refuse' in done) return refusedAct(done.refuse, { because: done.because })
    const words = { reason, ...done.words }
    if (holdsPicture(words)) return refusedAct('no-pictures')
    const name = done.name ?? asked.name
    const noted = { id: file.id, name, about: done.about ?? null, words, dueOn: done.dueOn ?? null }
    const digest = await noteInFile(tx, ground, vault, noted)
    await tx.query('update minor_file set version = version + 1 where id = $1', [file.id])
    const value = await fileNow(tx, ground, vault, file.id)
    const detail = { ...(done.about !== undefined && { in: done.about }), ...done.detail, digest }
    return {
      result: { kind: 'done', value },
      entry: { act: `minor.${name}`, subject: `minor:${file.id}`, detail }
    }
  })
}

export interface NotedAct {
  readonly id: string
  readonly name: string
  readonly about: string | null
  readonly words: Readonly<Record<string, unknown>>
  readonly dueOn?: string | null
}

/** Writes an act into the file; the value is the digest of its words as the ledger names it: salted, so that nobody can guess words that were erased. */
export async function noteInFile(
  tx: Tx,
  ground: Ground,
  vault: Vault,
  { id, name, about, words, dueOn = null }: NotedAct
): Promise<string> {
  const { sealed, digest } = sealWords(vault, placeOf(ground, id), { ...words, salt: randomUUID() })
  await tx.query(
    `insert into minor_act (file_id, no, mandate_id, act, about, by, sealed, due_on)
     select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5, $6, $7 from minor_act where file_id = $1`,
    [id, ground.mandate, name, about, ground.user, sealed, dueOn]
  )
  return digestText(digest)
}

/** The act of a number and name in a file; undefined: there is none. */
export function actNo(acts: readonly FileAct[], no: number, ...names: readonly string[]): FileAct | undefined {
  return acts.find((one) => one.no === no && names.includes(one.act))
}

/** The newest act about something by one of these names. */
export function lastAbout(acts: readonly FileAct[], about: string, ...names: readonly string[]): FileAct | undefined {
  return acts.findLast((one) => one.about === about && names.includes(one.act))
}

/** Text as typed, as one line to compare with. */
export function sameText(a: string, b: string): boolean {
  return cleanText(a).toLowerCase() === cleanText(b).toLowerCase()
}
