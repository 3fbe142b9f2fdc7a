/** Case conferences: minutes in versions, decisions with owner and day, and for each at the table exactly what they may see, kept word for word. */
import { randomUUID } from 'node:crypto'
import type { Case } from '../../contract/cases/cases.ts'
import type { ChangeConferenceBody, ConferenceBody, SeatBody } from '../../contract/partners/conferences.ts'
import { uuid } from '../../model/ids.ts'
import type { Receiver } from '../../model/partners/handling.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { actInCase, type CaseDone } from '../cases/case-acts.ts'
import { shownItem, storedItems, type StoredCase } from '../cases/case-rows.ts'
import { writeVersion } from '../cases/case-versions.ts'
import { isColleague, isProsecutor } from '../colleagues.ts'
import { sortedItems } from '../handling/leaving.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import { namedIn } from '../reports/answer-words.ts'
import { cleanText, sealWords } from '../sealed-words.ts'
import { mostConferences, seatPlace, type KeptView, type Minutes } from './conference-views.ts'
import { isDay } from './days.ts'

/** Who sits there, as written: `owner` is the account of a colleague or the kind of partner. */
interface Seated {
  readonly body: SeatBody
  readonly owner: string
  readonly receiver: Receiver
}

/**
 * Records one. `day-wrong`: it lies ahead. `not-a-colleague`: a seat of nobody. `outside-agreement`: a partner without a decision that holds and covers
 * words. `names-someone`: what a partner would see names a person, a number or a case. `handling-code`: an item that its code keeps from that seat.
 * `not-found`: a decision, seat or item that is not there. `reason-missing`: it says nothing.
 */
export async function addConference(desk: Desk, id: string, body: ConferenceBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'conference', needs: 'change', reason: body.reason }, async (tx, row) => {
    const { rows } = await tx.query<{ no: number }>(
      'select coalesce(max(no), 0) + 1 as no from case_conference where case_id = $1',
      [row.id]
    )
    const no = rows[0]?.no ?? 1
    if (no > mostConferences) return 'case-full'
    return write(tx, desk, row, { no, version: 1 }, body)
  })
}

/** Writes it anew as the next version: earlier ones stay. `changed`: somebody else did meanwhile. */
export async function changeConference(
  desk: Desk,
  id: string,
  no: number,
  body: ChangeConferenceBody
): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'conference-change', needs: 'change', reason: body.reason }, async (tx, row) => {
    const { rows } = await tx.query<{ version: number }>(
      'select version from case_conference where case_id = $1 and no = $2',
      [row.id, no]
    )
    const [found] = rows
    if (found === undefined) return 'not-found'
    if (found.version !== body.version) return 'changed'
    return write(tx, desk, row, { no, version: found.version + 1 }, body)
  })
}

async function write(
  tx: Tx,
  desk: Desk,
  row: StoredCase,
  { no, version }: { readonly no: number; readonly version: number },
  body: ConferenceBody
): Promise<CaseDone | Refusal> {
  const title = cleanText(body.title)
  if (title === '') return 'reason-missing'
  if (!(await isDay(tx, body.heldOn, 'past'))) return 'day-wrong'
  const minutes: Minutes = {
    title,
    minutes: cleanText(body.minutes),
    decisions: body.decisions.map((one, at) => ({ ...one, no: at + 1, decision: cleanText(one.decision) }))
  }
  if (minutes.decisions.some((one) => one.decision === '')) return 'reason-missing'
  if (minutes.decisions.some((one) => one.seat > body.seats.length)) return 'not-found'
  const seated: Seated[] = []
  for (const seat of body.seats) {
    const found = await seatOf(tx, seat)
    if (typeof found === 'string') return found
    seated.push(found)
  }
  const views: KeptView[] = []
  for (const [at, seat] of seated.entries()) {
    const view = await viewOf(tx, desk, row, { body, minutes, seated, at, seat })
    if (typeof view === 'string') return view
    views.push(view)
  }
  await tx.query(
    `insert into case_conference (case_id, no, mandate_id, version, held_on, by) values ($1, $2, $3, $4, $5, $6)
     on conflict (case_id, no) do update set version = excluded.version, held_on = excluded.held_on`,
    [row.id, no, desk.ground.mandate, version, body.heldOn, desk.ground.user]
  )
  const part = `conference:${no}`
  const digest = await writeVersion(tx, desk, { id: row.id, part, version }, minutes)
  for (const [at, view] of views.entries()) await keepSeat(tx, desk, row, { no, version, seat: at + 1, body, view })
  return { about: part, detail: { heldOn: body.heldOn, seats: seated.map((one) => one.owner), digest } }
}

async function seatOf(tx: Tx, body: SeatBody): Promise<Seated | Refusal> {
  if ('user' in body) {
    if (!(await isColleague(tx, body.user))) return 'not-a-colleague'
    const receiver = (await isProsecutor(tx, body.user)) ? 'prosecutor' : 'team'
    return { body, owner: body.user, receiver }
  }
  if (!uuid.test(body.agreement)) return 'outside-agreement'
  const { rows } = await tx.query<{ kind: string }>(
    `select o.kind from partner_agreement a join partner_organisation o on o.id = a.partner_id
     where a.key = $1 and a.state = 'confirmed' and a.until_on >= today() and 'question' = any (a.fields)`,
    [body.agreement]
  )
  const [found] = rows
  return found === undefined ? 'outside-agreement' : { body, owner: found.kind, receiver: 'partner' }
}

interface Viewing {
  readonly body: ConferenceBody
  readonly minutes: Minutes
  readonly seated: readonly Seated[]
  readonly at: number
  readonly seat: Seated
}

/** What a seat may see, and nothing else. */
async function viewOf(
  tx: Tx,
  desk: Desk,
  row: StoredCase,
  { body, minutes, seated, at, seat }: Viewing
): Promise<KeptView | Refusal> {
  const shown = seat.body
  const decisions = minutes.decisions.filter((one) => shown.decisions.includes(one.no))
  if (decisions.length !== new Set(shown.decisions).size) return 'not-found'
  const view = {
    heldOn: body.heldOn,
    title: minutes.title,
    minutes: shown.minutes ? minutes.minutes : null,
    decisions: decisions.map(({ seat: of, ...one }) => ({
      ...one,
      owner: seated[of - 1]?.owner ?? '',
      mine: of === at + 1
    }))
  }
  if ('agreement' in shown) {
    // The owner of a decision is told to a partner as police or as a kind of partner, never as a person.
    const told = view.decisions.map((one) => ({ ...one, owner: isPartner(seated, one.owner) ? one.owner : 'police' }))
    const words = [view.title, view.minutes ?? '', ...told.map((one) => one.decision)].join('\n')
    return (await namedIn(tx, words)) === null ? { ...view, decisions: told, items: [] } : 'names-someone'
  }
  const sorted = await sortedItems(tx, row.id, seat.receiver)
  if (shown.items.some((no) => sorted.behind.has(no))) return 'handling-code'
  const stored = (await storedItems(tx, row.id, null)).filter((one) => one.state === 'whole')
  const items = stored.filter((one) => shown.items.includes(one.no))
  if (items.length !== new Set(shown.items).size) return 'not-found'
  return {
    ...view,
    items: items.map((one) => {
      const { no, kind, ref, title, digest } = shownItem(desk.vault, desk.ground, row, one)
      return { no, kind, ref, title, digest }
    })
  }
}

function isPartner(seated: readonly Seated[], owner: string): boolean {
  return seated.some((one) => one.receiver === 'partner' && one.owner === owner)
}

async function keepSeat(
  tx: Tx,
  desk: Desk,
  row: StoredCase,
  one: {
    readonly no: number
    readonly version: number
    readonly seat: number
    readonly body: ConferenceBody
    readonly view: KeptView
  }
): Promise<void> {
  const key = randomUUID()
  const { sealed } = sealWords(desk.vault, seatPlace(desk, key), one.view)
  const seat = one.body.seats[one.seat - 1]
  const who = seat !== undefined && 'user' in seat ? [seat.user, null] : [null, seat?.agreement]
  await tx.query(
    `insert into conference_seat (key, case_id, conference, version, seat, mandate_id, user_id, agreement, sealed, by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [key, row.id, one.no, one.version, one.seat, desk.ground.mandate, ...who, sealed, desk.ground.user]
  )
}
