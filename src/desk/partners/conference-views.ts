/** Case conferences as they are read: by members of the case whole, and by each at the table as what they may see. */
import { act } from '../../accountability/acts.ts'
import type { CaseConferences, Conference, ConferenceView, MyConferences } from '../../contract/partners/conferences.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { wholeCase } from '../cases/case-rows.ts'
import { versionWords } from '../cases/case-versions.ts'
import { sortedItems } from '../handling/leaving.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { openWords } from '../sealed-words.ts'

export const mostConferences = 200

type Decided = Omit<Conference['decisions'][number], 'late' | 'mine' | 'owner'> & { readonly seat: number }
/** What a version says. */
export interface Minutes {
  readonly title: string
  readonly minutes: string
  readonly decisions: readonly Decided[]
}
/** What is sealed for a seat: the view without what follows from today. */
export type KeptView = Omit<ConferenceView, 'key' | 'decisions' | 'items'> & {
  readonly items: readonly (ConferenceView['items'][number] & { readonly ref: string })[]
  readonly decisions: readonly Omit<ConferenceView['decisions'][number], 'late'>[]
}

export function seatPlace({ ground }: Pick<Desk, 'ground'>, context: string) {
  return { mandate: mandateOf(ground), label: 'conference-seat', context }
}

interface StoredSeat {
  readonly key: string
  readonly case: string
  readonly conference: number
  readonly seat: number
  readonly user: string | null
  readonly agreement: string | null
  readonly partner: string | null
  readonly sealed: Buffer
}

/** Conferences of a case with what each seat sees. */
export async function listCaseConferences(desk: Desk, id: string): Promise<Outcome<CaseConferences>> {
  return act<Outcome<CaseConferences>>(desk.pool, desk.ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const today = await todayOf(tx)
    const { rows } = await tx.query<StoredConference>(
      `select c.no, c.version, to_char(c.held_on, 'YYYY-MM-DD') as "heldOn", c.by, c.at, v.by as "changedBy", v.at as "changedAt", v.sealed
       from case_conference c join case_version v on v.case_id = c.case_id and v.part = 'conference:' || c.no and v.version = c.version
       where c.case_id = $1 order by c.no limit $2`,
      [row.id, mostConferences]
    )
    const seats = await tx.query<StoredSeat>(
      `select s.key, s.case_id as "case", s.conference, s.seat, s.user_id as "user", s.agreement, o.kind as partner, s.sealed
       from conference_seat s join case_conference c on c.case_id = s.case_id and c.no = s.conference and c.version = s.version
         left join partner_agreement a on a.key = s.agreement left join partner_organisation o on o.id = a.partner_id
       where s.case_id = $1 order by s.conference, s.seat`,
      [row.id]
    )
    const conferences = rows.map(({ sealed, ...one }): Conference => {
      const place = { id: row.id, part: `conference:${one.no}`, version: one.version }
      const said = versionWords<Minutes>(desk.vault, desk.ground, place, sealed)
      const mine = seats.rows.filter((each) => each.conference === one.no)
      const shown = mine.map((each) => ({ ...seatShown(each), view: openView(desk, each, today) }))
      return {
        ...one,
        title: said.title,
        minutes: said.minutes,
        decisions: said.decisions.map(({ seat, ...each }) => ({
          ...each,
          owner: shown[seat - 1]?.user ?? shown[seat - 1]?.partner ?? '',
          mine: shown[seat - 1]?.user === desk.ground.user,
          late: each.state === 'open' && each.dueOn < today
        })),
        seats: shown,
        shown: shown.map((each) => each.view.items.map((item) => item.no))
      }
    })
    const entry = { act: 'case.conferences', subject: `case:${row.id}`, detail: { conferences: conferences.length } }
    return { result: { kind: 'done', value: { conferences } }, entry }
  })
}

interface StoredConference extends Pick<
  Conference,
  'no' | 'version' | 'heldOn' | 'by' | 'at' | 'changedBy' | 'changedAt'
> {
  readonly sealed: Buffer
}

function seatShown({ seat, user, agreement, partner }: StoredSeat) {
  return { seat, user, agreement, partner }
}

async function todayOf(tx: Tx): Promise<string> {
  const { rows } = await tx.query<{ today: string }>(`select to_char(today(), 'YYYY-MM-DD') as today`)
  return rows[0]?.today ?? ''
}

function openView(desk: Pick<Desk, 'ground' | 'vault'>, { key, sealed }: StoredSeat, today: string): ConferenceView {
  const kept = openWords<KeptView>(desk.vault, seatPlace(desk, key), sealed)
  const decisions = kept.decisions.map((one) => ({ ...one, late: one.state === 'open' && one.dueOn < today }))
  const items = kept.items.map(({ ref: _ref, ...one }) => one)
  return { key, ...kept, decisions, items }
}

/** What I may see of the conferences where I was; an item that was closed since is not there any more. */
export async function listMyConferences(desk: Desk): Promise<MyConferences> {
  return act(desk.pool, desk.ground, async (tx) => {
    const today = await todayOf(tx)
    const { rows } = await tx.query<StoredSeat & { readonly prosecutor: boolean }>(
      `select s.key, s.case_id as "case", s.conference, s.seat, s.user_id as "user", s.agreement, null as partner, s.sealed, ground_role() = 'prosecutor' as prosecutor
       from conference_seat s where s.key in (select my_seats()) and length(s.sealed) > 0 order by s.at desc, s.key limit $1`,
      [mostConferences]
    )
    const conferences: ConferenceView[] = []
    for (const row of rows) {
      const view = openView(desk, row, today)
      const { behind } = await sortedItems(tx, row.case, row.prosecutor ? 'prosecutor' : 'team')
      // A report in which somebody may be under 18 is not for everybody, whatever was written at the table.
      const withheld = await tx.query<{ no: number }>(
        `select i.no from unnest($1::int[], $2::text[]) i (no, ref) where report_withheld(i.ref)`,
        reportsIn(desk, row)
      )
      const hidden = new Set([...behind.keys(), ...withheld.rows.map((one) => one.no)])
      conferences.push({ ...view, items: view.items.filter((one) => !hidden.has(one.no)) })
    }
    const detail = { conferences: rows.map((row) => row.key) }
    return { result: { conferences }, entry: { act: 'conferences.list', detail } }
  })
}

/** Numbers of items that are reports, and of which. */
function reportsIn(desk: Pick<Desk, 'ground' | 'vault'>, { key, sealed }: StoredSeat): [number[], string[]] {
  const { items } = openWords<KeptView>(desk.vault, seatPlace(desk, key), sealed)
  const reports = items.filter((one) => one.kind === 'report')
  return [reports.map((one) => one.no), reports.map((one) => one.ref)]
}
