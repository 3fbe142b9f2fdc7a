/** The barrier model of a case: what members see at each step, and the barriers that are asked for and raised; for its members only. */
import { act } from '../../accountability/acts.ts'
import type { Case } from '../../contract/cases/cases.ts'
import type {
  Barrier,
  BarrierBody,
  CaseBarriers,
  ChangeBarrierBody,
  WaitingBarriers
} from '../../contract/partners/barriers.ts'
import { uuid } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { actInCase } from '../cases/case-acts.ts'
import { caseWords, wholeCase } from '../cases/case-rows.ts'
import { versionWords, writeVersion } from '../cases/case-versions.ts'
import { refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { cleanText } from '../sealed-words.ts'
import { barrierSteps } from './barrier-steps.ts'
import { isDay } from './days.ts'

const mostBarriers = 500

/** What a version of one says. */
interface BarrierWords {
  readonly title: string
  readonly about: string
  readonly means: string
  readonly who: string
}

/** Steps, and what stands at each. */
export async function listCaseBarriers({ pool, ground, vault }: Desk, id: string): Promise<Outcome<CaseBarriers>> {
  return act<Outcome<CaseBarriers>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const barriers = await barriersOf(tx, { ground, vault }, row.id)
    return {
      result: { kind: 'done', value: { steps: [...barrierSteps()], barriers } },
      entry: { act: 'case.barriers', subject: `case:${row.id}`, detail: { barriers: barriers.length } }
    }
  })
}

async function barriersOf(tx: Tx, { ground, vault }: Pick<Desk, 'ground' | 'vault'>, id: string): Promise<Barrier[]> {
  const { rows } = await tx.query<Omit<Barrier, keyof BarrierWords> & { readonly sealed: Buffer }>(
    `select b.no, b.version, b.step, b.kind, b.partner_id as partner, b.state, to_char(b.due_on, 'YYYY-MM-DD') as "dueOn",
       to_char(b.raised_on, 'YYYY-MM-DD') as "raisedOn", b.kind = 'barrier' and b.state in ('open', 'asked') and b.due_on < today() as late,
       b.by, b.at, v.by as "changedBy", v.at as "changedAt", v.sealed
     from case_barrier b join case_version v on v.case_id = b.case_id and v.part = 'barrier:' || b.no and v.version = b.version
     where b.case_id = $1 order by b.no limit $2`,
    [id, mostBarriers]
  )
  return rows.map(({ sealed, ...row }) => {
    const place = { id, part: `barrier:${row.no}`, version: row.version }
    return { ...row, ...versionWords<BarrierWords>(vault, ground, place, sealed) }
  })
}

/**
 * Records what is seen at a step, or a barrier. `not-found`: no such step, or no such partner. `reason-missing`: it says nothing, or a barrier has no
 * means or nobody who raises it. `day-wrong`: it is to be raised before today.
 */
export async function addBarrier(desk: Desk, id: string, body: BarrierBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'barrier', needs: 'add', reason: body.reason }, async (tx, row) => {
    if (!barrierSteps().some((one) => one.code === body.step)) return 'not-found'
    const raised = body.kind === 'barrier' ? body : null
    const words: BarrierWords = {
      title: cleanText(body.title),
      about: cleanText(body.about ?? ''),
      means: cleanText(raised?.means ?? ''),
      who: cleanText(raised?.who ?? '')
    }
    if (words.title === '') return 'reason-missing'
    const refusal = raised === null ? null : await refusalOf(tx, raised, words)
    if (refusal !== null) return refusal
    const { rows } = await tx.query<{ no: number }>(
      'select coalesce(max(no), 0) + 1 as no from case_barrier where case_id = $1',
      [row.id]
    )
    const no = rows[0]?.no ?? 1
    if (no > mostBarriers) return 'case-full'
    await tx.query(
      'insert into case_barrier (case_id, no, mandate_id, step, kind, partner_id, due_on, by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        row.id,
        no,
        desk.ground.mandate,
        body.step,
        body.kind,
        raised?.partner ?? null,
        raised?.dueOn ?? null,
        desk.ground.user
      ]
    )
    const part = `barrier:${no}`
    const digest = await writeVersion(tx, desk, { id: row.id, part, version: 1 }, words)
    const { kind, step } = body
    return {
      about: part,
      detail: { kind, step, partner: raised?.partner ?? null, dueOn: raised?.dueOn ?? null, digest }
    }
  })
}

async function refusalOf(
  tx: Tx,
  { partner, dueOn }: { readonly partner?: string | undefined; readonly dueOn: string },
  { means, who }: BarrierWords
): Promise<Refusal | null> {
  if (means === '' || (partner === undefined && who === '')) return 'reason-missing'
  if (partner !== undefined) {
    const known = uuid.test(partner)
      ? await tx.query('select 1 from partner_organisation where id = $1', [partner])
      : null
    if (known?.rowCount !== 1) return 'not-found'
  }
  return (await isDay(tx, dueOn, 'ahead')) ? null : 'day-wrong'
}

/**
 * Changes state, day or words. `changed`: somebody else did meanwhile. `wrong-state`: a state, means or day that only barriers have. `day-wrong`: it is
 * to be raised before today, or was raised after it.
 */
export async function changeBarrier(
  desk: Desk,
  id: string,
  no: number,
  body: ChangeBarrierBody
): Promise<Outcome<Case>> {
  const asked = { id, name: 'barrier-change', needs: 'change', reason: body.reason } as const
  return actInCase(desk, asked, async (tx, row) => {
    const one = (await barriersOf(tx, desk, row.id)).find((each) => each.no === no)
    if (one === undefined) return 'not-found'
    if (one.version !== body.version) return 'changed'
    const raises = body.state === 'raised' || body.state === 'asked'
    if (one.kind !== 'barrier' && (raises || body.means !== undefined || body.dueOn !== undefined)) return 'wrong-state'
    if (body.state !== 'raised' && body.raisedOn !== undefined) return 'wrong-state'
    if (body.dueOn !== undefined && !(await isDay(tx, body.dueOn, 'ahead'))) return 'day-wrong'
    if (body.raisedOn !== undefined && !(await isDay(tx, body.raisedOn, 'past'))) return 'day-wrong'
    const words: BarrierWords = {
      title: cleanText(body.title ?? one.title),
      about: cleanText(body.about ?? one.about),
      means: cleanText(body.means ?? one.means),
      who: one.who
    }
    if (words.title === '' || (one.kind === 'barrier' && words.means === '')) return 'reason-missing'
    const version = one.version + 1
    await tx.query(
      `update case_barrier set version = $3, state = $4, due_on = coalesce($5::date, due_on),
         raised_on = case when $4 = 'raised' then coalesce($6::date, raised_on, today()) end where case_id = $1 and no = $2`,
      [row.id, no, version, body.state, body.dueOn ?? null, body.raisedOn ?? null]
    )
    const part = `barrier:${no}`
    const digest = await writeVersion(tx, desk, { id: row.id, part, version }, words)
    return { about: part, detail: { state: body.state, dueOn: body.dueOn ?? one.dueOn, digest } }
  })
}

/** Barriers of my open cases that are not raised yet, by the day on which they are due. */
export async function listWaitingBarriers({ pool, ground, vault }: Desk): Promise<WaitingBarriers> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<StoredWaiting>(
      `select b.case_id as "case", f.sealed as title_sealed, b.no, b.version, b.step, b.partner_id as partner, b.state,
         to_char(b.due_on, 'YYYY-MM-DD') as "dueOn", b.due_on < today() as late, v.sealed
       from case_barrier b join case_file f on f.id = b.case_id and f.state <> 'closed' and f.erased_at is null
         join case_version v on v.case_id = b.case_id and v.part = 'barrier:' || b.no and v.version = b.version
       where b.kind = 'barrier' and b.state in ('open', 'asked') order by b.due_on, b.case_id, b.no limit $1`,
      [mostBarriers]
    )
    const steps = new Map(barrierSteps().map((one) => [one.code, one.title]))
    const barriers = rows.map(({ title_sealed, version, step, sealed, ...row }) => {
      const place = { id: row.case, part: `barrier:${row.no}`, version }
      const { title, who } = versionWords<BarrierWords>(vault, ground, place, sealed)
      const caseTitle = caseWords(vault, ground, { id: row.case, sealed: title_sealed }).title
      return { ...row, caseTitle, step: steps.get(step) ?? { nl: step, en: step }, title, who }
    })
    const detail = { cases: [...new Set(rows.map((row) => row.case))] }
    const late = barriers.filter((one) => one.late).length
    return { result: { barriers, late }, entry: { act: 'barriers.list', detail } }
  })
}

interface StoredWaiting extends Pick<
  WaitingBarriers['barriers'][number],
  'case' | 'no' | 'partner' | 'state' | 'dueOn' | 'late'
> {
  readonly title_sealed: Buffer
  readonly version: number
  readonly step: string
  readonly sealed: Buffer
}
