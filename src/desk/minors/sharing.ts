/** Whom a child is told of, and by whom: contacts and blocks, consent and overrides, transitions, and papers that another person approves. */
import { randomUUID } from 'node:crypto'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type {
  BlockBody,
  ConsentBody,
  ContactBody,
  MinorFile,
  OverrideBody,
  PaperBody,
  TransitionBody
} from '../../contract/minors/minors.ts'
import { transitionAfter, type TransitionAct } from '../../model/minors/minor-track.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { isColleague } from '../colleagues.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import { cleanText, digestText, sealWords } from '../sealed-words.ts'
import { blockedIn, contactsIn } from './contacts-in.ts'
import { actInFile, actNo, sameText, type Because, type Before } from './file-acts.ts'
import { transitionsOf } from './minor-file.ts'
import { agreementsIn, isAnswer, papersIn, stepsIn } from './minor-parts.ts'
import { placeOf } from './minor-rows.ts'

export async function addContact(desk: Desk, id: string, body: ContactBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'contact', needs: 'work', reason: body.reason }, async (_tx, { file }) => {
    if (body.until !== undefined && body.until < file.today) return 'day-wrong'
    const { name, relation, number = '', blocked, until = '' } = body
    return {
      words: { name: cleanText(name), relation: cleanText(relation), number: cleanText(number), blocked, until },
      detail: { blocked }
    }
  })
}

/** Blocks a contact, or lifts its block: another person than who set it. */
export async function blockContact(desk: Desk, id: string, no: number, body: BlockBody): Promise<Outcome<MinorFile>> {
  const asked = { id, name: body.blocked ? 'block' : 'unblock', needs: 'work', reason: body.reason } as const
  return actInFile(desk, asked, async (tx, { file, acts }) => {
    const contact = contactsIn(acts, file.today).find((one) => one.no === no)
    if (contact === undefined) return 'not-found'
    const about = `contact:${no}`
    if (body.until !== undefined && body.until < file.today) return 'day-wrong'
    if (body.blocked) return { about, words: { until: body.until ?? '' } }
    if (!contact.blocked) return 'wrong-state'
    const set = acts.findLast((one) => one.about === about && one.act === 'block') ?? actNo(acts, no, 'contact')
    return set !== undefined && (await isSecondPerson(tx, set, desk.ground.user)) ? { about } : 'second-person'
  })
}

/** Records consent of the child, a guardian or both, given or refused. A guardian with whom nobody gets in touch gives none. */
export async function recordConsent(desk: Desk, id: string, body: ConsentBody): Promise<Outcome<MinorFile>> {
  const asked = { id, name: body.given ? 'consent' : 'consent-refused', needs: 'work', reason: body.reason } as const
  return actInFile(desk, asked, async (_tx, { file, acts }) => {
    if (cleanText(body.to) === '') return 'reason-missing'
    if (body.from !== 'child') {
      const contacts = contactsIn(acts, file.today)
      const guardian = contacts.find((one) => one.no === body.contact)
      if (guardian === undefined) return 'subject-missing'
      if (guardian.blocked) return { refuse: 'contact-blocked', because: guardian.because ?? '' }
    }
    return {
      words: { from: body.from, to: cleanText(body.to), contact: body.contact ?? null },
      detail: { from: body.from }
    }
  })
}

/** Records that something is shared without consent, and why: a right of its own. Who records it does not use it. */
export async function recordOverride(desk: Desk, id: string, body: OverrideBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'override', needs: 'override', reason: body.reason }, async () =>
    cleanText(body.to) === '' ? 'reason-missing' : { words: { to: cleanText(body.to) } }
  )
}

/**
 * Takes back consent, as who works in the file does, or an override: who gave it, or a coordinator who is in the file (`no-right`). What runs
 * on it is revoked at once (`revoke_resting` of migration 0498), also in a closed file.
 */
export async function withdraw(desk: Desk, id: string, no: number, reason: string): Promise<Outcome<MinorFile>> {
  const asked = { id, name: 'consent-withdraw', needs: 'read', reason, whenClosed: true } as const
  return actInFile(desk, asked, async (tx, { file, acts }) => {
    const rests = agreementsIn(acts).find((one) => one.no === no)
    if (rests === undefined || rests.kind === 'consent-refused') return 'not-found'
    if (rests.withdrawnBy !== null) return 'wrong-state'
    const override = rests.kind === 'override'
    const mine = override ? rests.by === desk.ground.user || (await isCoordinator(tx)) : file.mine.includes('work')
    if (!mine) return 'no-right'
    const running = await tx.query(
      `select 1 from minor_transition where file_id = $1 and $2 in (consent, override) and state in ('in-progress', 'accepted')`,
      [file.id, no]
    )
    const name = override ? 'override-withdraw' : 'consent-withdraw'
    return { name, about: `act:${no}`, detail: { revoked: running.rowCount ?? 0 } }
  })
}

async function isCoordinator(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ yes: boolean }>(`select ground_role() = 'coordinator' as yes`)
  return rows[0]?.yes === true
}

/**
 * Begins a transition, on consent or an override for the same receiver. `consent-missing`: neither stands. `second-person`: the
 * override is one's own. `contact-blocked`: it would tell somebody with whom nobody gets in touch.
 */
export async function beginTransition(desk: Desk, id: string, body: TransitionBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'transition', needs: 'work', reason: body.reason }, async (tx, before) => {
    const { file, acts, reason } = before
    const refusal = await restRefusal(tx, desk, body, before)
    if (refusal !== null) return refusal
    const blocked = blockedIn(contactsIn(acts, file.today), body.contact, `${body.to} ${body.what}`)
    if (blocked !== null) return { refuse: 'contact-blocked', because: blocked.because ?? '' } satisfies Because
    if (body.user !== undefined) {
      if (!(await isColleague(tx, body.user)) || body.user === desk.ground.user) return 'not-a-colleague'
      const there = await tx.query(
        'select 1 from minor_member where file_id = $1 and user_id = $2 and removed_at is null',
        [file.id, body.user]
      )
      if (there.rowCount !== 1) return 'not-a-member'
    }
    const words = { to: cleanText(body.to), what: cleanText(body.what), reason, salt: randomUUID() }
    const { sealed, digest } = sealWords(desk.vault, placeOf(desk.ground, file.id, 'minor-transition'), words)
    const { rows } = await tx.query<{ no: number }>(
      `insert into minor_transition (file_id, no, mandate_id, kind, to_user, consent, override, sealed, by)
       select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from minor_transition where file_id = $1 returning no`,
      [
        file.id,
        desk.ground.mandate,
        body.kind,
        body.user ?? null,
        body.consent ?? null,
        body.override ?? null,
        sealed,
        desk.ground.user
      ]
    )
    const rests = body.consent === undefined ? { override: body.override } : { consent: body.consent }
    return { about: `transition:${rows[0]?.no}`, detail: { kind: body.kind, ...rests, shared: digestText(digest) } }
  })
}

async function restRefusal(tx: Tx, desk: Desk, body: TransitionBody, { acts }: Before): Promise<Refusal | null> {
  const no = body.consent ?? body.override
  const kind = body.consent === undefined ? 'override' : 'consent'
  const rests = agreementsIn(acts).find((one) => one.no === no && one.kind === kind)
  if (rests === undefined || (body.consent !== undefined && body.override !== undefined)) return 'consent-missing'
  if (rests.withdrawnBy !== null || !sameText(rests.to, body.to)) return 'consent-missing'
  if (kind === 'override' && !(await isSecondPerson(tx, rests, desk.ground.user))) return 'second-person'
  return null
}

/** Accepts, rejects, finishes or revokes a transition. Who it goes to answers; to an organisation, another member than who began it notes the answer. What is under way when a file is closed is answered still. */
export async function moveTransition(
  desk: Desk,
  id: string,
  { no, act, reason }: { readonly no: number; readonly act: TransitionAct; readonly reason: string }
): Promise<Outcome<MinorFile>> {
  const asked = { id, name: `transition-${act}`, needs: 'read', reason, whenClosed: true } as const
  return actInFile(desk, asked, async (tx, { file }) => {
    const all = await transitionsOf(tx, desk.ground, desk.vault, file.id)
    const one = all.find((each) => each.no === no)
    if (one === undefined) return 'not-found'
    const answers = act === 'accept' || act === 'reject'
    const mine = one.user === desk.ground.user || (file.mine.includes('work') && !(answers && one.user !== null))
    if (!mine) return 'no-right'
    const state = transitionAfter(one.state, act)
    if (state === null) return 'wrong-state'
    if (answers && one.by === desk.ground.user) return 'second-person'
    await tx.query('update minor_transition set state = $3 where file_id = $1 and no = $2', [file.id, no, state])
    return { about: `transition:${no}`, detail: { from: one.state, to: state } }
  })
}

/** Writes an assessment, a plan or a closure, which another person approves. A closure names what the file teaches. */
export async function addPaper(desk: Desk, id: string, body: PaperBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'paper', needs: 'work', reason: body.reason }, async () => {
    return { about: `paper:${body.kind}`, words: { lesson: body.lesson ?? null }, detail: { kind: body.kind } }
  })
}

/**
 * Approves or rejects a paper: never one's own. An approved closure closes the file. `steps-open`: a step is not done and seen, nobody
 * said whether the child is safe, or a prosecutor has not answered; of somebody decided to be of age only the last holds.
 */
export async function decidePaper(
  desk: Desk,
  id: string,
  { no, act, reason }: { readonly no: number; readonly act: 'approve' | 'reject'; readonly reason: string }
): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: `paper-${act}`, needs: 'approve', reason }, async (tx, { file, acts }) => {
    const written = actNo(acts, no, 'paper')
    const paper = papersIn(acts).find((one) => one.no === no)
    if (written === undefined || paper === undefined) return 'not-found'
    if (paper.state !== 'asked') return 'wrong-state'
    if (!(await isSecondPerson(tx, written, desk.ground.user))) return 'second-person'
    if (act === 'approve' && paper.kind === 'closure') {
      const clock = { openedAt: file.openedAt, now: file.now, today: file.today, closed: false }
      const left = stepsIn(acts, clock).some((one) => one.seenBy === null) || !isAnswer(file.safe)
      if (file.notice === 'open' || (file.age !== 'adult' && left)) return 'steps-open'
      await tx.query(
        `update minor_file set state = 'closed', closed_by = $2, closed_at = now(), lesson = $3 where id = $1`,
        [file.id, desk.ground.user, written.words['lesson'] ?? null]
      )
    }
    return { about: `act:${no}`, detail: { kind: paper.kind } }
  })
}
