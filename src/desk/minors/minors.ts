/** Files of minors: those of mine, one of them, opening one, who is let in, and the name of the child. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { MinorFile, MinorList, MinorMemberBody, MinorNames, OpenMinorBody } from '../../contract/minors/minors.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { isColleague } from '../colleagues.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { actInFile, noteInFile } from './file-acts.ts'
import { identitiesIn } from './identities.ts'
import { fileNow, rowOf, shownFile } from './minor-file.ts'
import { actsOf, lockedFile, placeOf, storedFiles } from './minor-rows.ts'
import { holdsPicture } from './no-pictures.ts'

/** First those whose clock passed, then the newest: no score, and nothing that a file says, moves it. */
export async function listMinors({ pool, ground }: Pick<Desk, 'pool' | 'ground'>): Promise<MinorList> {
  return act(pool, ground, async (tx) => {
    const files = await storedFiles(tx, null)
    const rows = files.map(rowOf)
    rows.sort((a, b) => Number(b.overdue > 0) - Number(a.overdue > 0))
    return { result: { files: rows }, entry: { act: 'minors.list', detail: { files: rows.map((row) => row.id) } } }
  })
}

/** One file. `not-found`: there is none, or not for you: the same answer for both. */
export async function readMinor({ pool, ground, vault }: Desk, id: string): Promise<Outcome<MinorFile>> {
  return act<Outcome<MinorFile>>(pool, ground, async (tx) => {
    const [file] = await storedFiles(tx, id)
    if (file === undefined) return refusedAct('not-found')
    if (file.erasedAt !== null) return refusedAct('erased')
    const value = await shownFile(tx, ground, vault, file)
    return { result: { kind: 'done', value }, entry: { act: 'minor.read', subject: `minor:${file.id}` } }
  })
}

/**
 * Opens a file: whoever opens it works in it and lets others in, and a second person approves and overrides. `second-person`: that is
 * the same account. `not-a-colleague`: nobody of that name may be let in.
 */
export async function openMinor({ pool, ground, vault }: Desk, body: OpenMinorBody): Promise<Outcome<MinorFile>> {
  return act<Outcome<MinorFile>>(pool, ground, async (tx) => {
    const reason = reasonGiven(body.reason)
    const name = cleanText(body.name)
    if (reason === null || name === '') return refusedAct('reason-missing')
    if (holdsPicture([reason, name])) return refusedAct('no-pictures')
    if (body.second === ground.user) return refusedAct('second-person')
    if (!(await isColleague(tx, body.second))) return refusedAct('not-a-colleague')
    const id = randomUUID()
    const { sealed, digest } = sealWords(vault, placeOf(ground, id, 'minor'), { name, salt: randomUUID() })
    await tx.query(
      'insert into minor_file (id, mandate_id, age, form, opened_by, sealed) values ($1, $2, $3, $4, $5, $6)',
      [id, ground.mandate, body.age ?? 'doubt', body.form, ground.user, sealed]
    )
    const by = { id, mandate: ground.mandate, by: ground.user }
    await letIn(tx, by, { user: ground.user, rights: ['read', 'work', 'names', 'members'] })
    await letIn(tx, by, { user: body.second, rights: ['read', 'work', 'names', 'approve', 'override'] })
    await noteInFile(tx, ground, vault, { id, name: 'open', about: `user:${body.second}`, words: { reason } })
    const detail = { second: body.second, digest: digestText(digest) }
    const value = await fileNow(tx, ground, vault, id)
    return { result: { kind: 'done', value }, entry: { act: 'minor.open', subject: `minor:${id}`, detail } }
  })
}

interface FileOf {
  readonly id: string
  readonly mandate: string | null
  readonly by: string
}

/** Lets somebody in, or says anew what they may do and until when. */
export async function letIn(
  tx: Tx,
  { id, mandate, by }: FileOf,
  { user, rights, until }: Pick<MinorMemberBody, 'user' | 'rights'> & { readonly until?: string | undefined }
): Promise<void> {
  const known = await tx.query(
    'update minor_member set rights = $3, removed_at = null, added_by = $4, until = $5 where file_id = $1 and user_id = $2',
    [id, user, rights, by, until ?? null]
  )
  if (known.rowCount === 0)
    await tx.query(
      'insert into minor_member (file_id, user_id, mandate_id, rights, until, added_by) values ($1, $2, $3, $4, $5, $6)',
      [id, user, mandate, rights, until ?? null, by]
    )
}

/** Lets somebody in, or without rights out. Nobody changes their own part (`second-person`): who approves is never who lets in. */
export async function changeMinorMember(desk: Desk, id: string, body: MinorMemberBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'members', needs: 'members', reason: body.reason }, async (tx, { file }) => {
    const { user, until } = body
    const about = `user:${user}`
    if (user === desk.ground.user) return 'second-person'
    if (body.rights.length === 0) {
      const gone = await tx.query(
        'update minor_member set removed_at = now() where file_id = $1 and user_id = $2 and removed_at is null',
        [file.id, user]
      )
      return gone.rowCount === 1 ? { about, detail: { rights: [] } } : 'not-found'
    }
    if (!(await isColleague(tx, user))) return 'not-a-colleague'
    if (until !== undefined && until < file.today) return 'day-wrong'
    const rights = [...new Set(['read' as const, ...body.rights])]
    await letIn(tx, { id: file.id, mandate: desk.ground.mandate, by: desk.ground.user }, { user, rights, until })
    return { about, detail: { rights, ...(until !== undefined && { until }) } }
  })
}

/** What the child is called: for who may see names, with a reason, which stays. */
export async function readNames({ pool, ground, vault }: Desk, id: string, why: string): Promise<Outcome<MinorNames>> {
  return act<Outcome<MinorNames>>(pool, ground, async (tx) => {
    const file = await lockedFile(tx, id)
    if (file === null) return refusedAct('not-found')
    if (file.erasedAt !== null) return refusedAct('erased')
    if (!file.mine.includes('names')) return refusedAct('no-right')
    const reason = reasonGiven(why)
    if (reason === null) return refusedAct('reason-missing')
    const { name } = openWords<{ name: string }>(vault, placeOf(ground, file.id, 'minor'), file.sealed)
    const value = { name, ...identitiesIn(await actsOf(tx, ground, vault, file.id)) }
    await noteInFile(tx, ground, vault, { id: file.id, name: 'names', about: null, words: { reason } })
    return { result: { kind: 'done', value }, entry: { act: 'minor.names', subject: `minor:${file.id}` } }
  })
}

/** The file with its names, to take along: for who may see names. */
export async function exportMinor(desk: Desk, id: string): Promise<Outcome<string>> {
  const { pool, ground, vault } = desk
  return act<Outcome<string>>(pool, ground, async (tx) => {
    const [file] = await storedFiles(tx, id)
    if (file === undefined) return refusedAct('not-found')
    if (file.erasedAt !== null) return refusedAct('erased')
    if (!file.mine.includes('names')) return refusedAct('no-right')
    const acts = await actsOf(tx, ground, vault, file.id)
    const { name } = openWords<{ name: string }>(vault, placeOf(ground, file.id, 'minor'), file.sealed)
    const whole = { ...(await shownFile(tx, ground, vault, file)), names: { name, ...identitiesIn(acts) } }
    const value = `${JSON.stringify(whole, null, 2)}\n`
    return {
      result: { kind: 'done', value },
      entry: { act: 'minor.export', subject: `minor:${file.id}`, detail: { bytes: Buffer.byteLength(value) } }
    }
  })
}
