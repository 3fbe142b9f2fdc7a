/** Compares requests of persons, and the adverts that their restrictions hold, with what the acts in the ledger say of each. */
import type pg from 'pg'
import { atOneMoment, type Snapshot } from './database.ts'
import { damaged, ok, type VerifyItem } from '../item.ts'

const action = 'keep the database as it is, and restore this row from its backup'
const mostNamed = 20

/** What of a request is bound, by the words of the ledger. */
interface Request {
  readonly kind: string | null
  readonly receivedOn: string | null
  readonly adverts: readonly number[]
  readonly weeks: number
  readonly answer: string | null
  readonly lifted: boolean
  readonly madeBy: string | null
  readonly answeredBy: string | null
  /** SHA-256 of what is sealed, in hex; null where an entry of an older version does not say. */
  readonly sealed: string | null
}

const words: Readonly<Record<keyof Request, string>> = {
  kind: 'kind',
  receivedOn: 'day of arrival',
  adverts: 'adverts',
  weeks: 'extension in weeks',
  answer: 'answer',
  lifted: 'lifting',
  madeBy: 'maker',
  answeredBy: 'answerer',
  sealed: 'sealed words'
}

/** Judges every request, and every hold, at one moment. */
export async function judgeRights(pool: pg.Pool): Promise<VerifyItem[]> {
  return atOneMoment(pool, async (at) => {
    const told = await toldIn(at)
    const items: VerifyItem[] = []
    let whole = 0
    for (const { id, ...now } of await at.ask<Request & { id: string }>(requests)) {
      const said = told.get(id)
      told.delete(id)
      const found =
        said === undefined
          ? [damaged(`rights ${id}`, 'no act of the ledger registered it', '', action)]
          : judge(id, now, said)
      items.push(...found)
      if (found.length === 0) whole++
    }
    for (const [id, { entry }] of told)
      items.push(damaged(`rights ${id}`, `ledger entry ${entry} tells of it, and its row is gone`, '', action))
    const strays = await at.ask<{ id: string; advert: number }>(
      `select h.request_id::text as id, h.advert_id as advert from rights_hold h
       where not exists (select 1 from rights_request r where r.id = h.request_id) order by 1, 2 limit 1000`
    )
    for (const { id, advert } of strays)
      items.push(damaged(`rights ${id}`, `it holds advert ${advert}, and there is no such request`, '', action))
    const named = items.slice(0, mostNamed)
    if (items.length > mostNamed)
      named.push(damaged('rights', `${items.length - mostNamed} more differences`, '', action))
    if (whole > 0) named.push(ok('rights', 'requests of persons are what the ledger says', { accessRows: whole }))
    return named
  })
}

const requests = `select r.id::text as id, r.kind, to_char(r.received_on, 'YYYY-MM-DD') as "receivedOn",
    array(select h.advert_id from rights_hold h where h.request_id = r.id order by 1) as adverts, r.extended_weeks as weeks, r.answer,
    r.lifted_at is not null as lifted, r.made_by as "madeBy", r.answered_by as "answeredBy", encode(sha256(r.sealed), 'hex') as sealed
  from rights_request r order by r.id`

type Told = Request & { readonly entry: number }

/** By id: how a request stands after all acts on it, and the last of them. */
async function toldIn(at: Snapshot): Promise<Map<string, Told>> {
  const rows = await at.ask<{
    no: number
    actor: string
    act: string
    id: string
    detail: Readonly<Record<string, unknown>>
  }>(
    `select no, actor, act, substr(subject, 8) as id, detail from ledger
     where act in ('rights.register', 'rights.extend', 'rights.answer', 'rights.lift') and subject like 'rights:%' order by ledger.no`
  )
  const told = new Map<string, Told>()
  for (const { no, actor, act, id, detail } of rows) {
    const before = told.get(id)
    const sealed = textOf(detail['sealed'])
    if (act === 'rights.register')
      told.set(id, {
        kind: textOf(detail['kind']),
        receivedOn: textOf(detail['receivedOn']),
        adverts: numbersOf(detail['adverts']),
        weeks: 0,
        answer: null,
        lifted: false,
        madeBy: actor,
        answeredBy: null,
        sealed,
        entry: no
      })
    else if (before !== undefined)
      told.set(id, {
        ...before,
        ...(act === 'rights.extend' && { weeks: Number(detail['weeks']) }),
        ...(act === 'rights.answer' && { answer: textOf(detail['answer']), answeredBy: actor }),
        ...(act === 'rights.lift' && { lifted: true }),
        sealed,
        entry: no
      })
  }
  return told
}

function judge(id: string, now: Request, { entry, ...said }: Told): VerifyItem[] {
  const different = (Object.keys(words) as (keyof Request)[]).filter(
    (name) => !(name === 'sealed' && said.sealed === null) && JSON.stringify(now[name]) !== JSON.stringify(said[name])
  )
  return different.map((name) =>
    damaged(
      `rights ${id}`,
      name === 'sealed'
        ? `its sealed words are not those that ledger entry ${entry} left`
        : `its ${words[name]} is ${JSON.stringify(now[name])}, and the ledger, up to entry ${entry}, says ${JSON.stringify(said[name])}`,
      '',
      action
    )
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numbersOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : []
}
