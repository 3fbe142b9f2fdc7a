/** Tasks of a case: planned by hand or from the templates of its form, given to members, done under the order that they need. */
import type { Case } from '../../contract/cases/cases.ts'
import type { ChangeTaskBody, EndTaskBody, PlanBody, TaskBody, TaskTemplate } from '../../contract/cases/work.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import { cleanText } from '../sealed-words.ts'
import { actInCase, type CaseDone } from './case-acts.ts'
import type { StoredCase } from './case-rows.ts'
import { writeVersion } from './case-versions.ts'
import { subjectsOf } from './subject-rows.ts'
import { blockOf, contactBlock, inForce, ordersOf, tasksOf, type TaskWords } from './task-rows.ts'
import { templatesOf } from './task-templates.ts'

/** The most tasks of one case. */
const mostTasks = 500

/**
 * Plans a task. `not-a-member`: its owner is none. `no-contact`: to get in touch with somebody whom a flag protects, by its kind or in its words. `contact-words`: its words
 * say to get in touch, and nobody said that it is with another. `subject-missing`:
 * to get in touch with nobody, or about somebody who is not in the case. `day-wrong`: it is due before today.
 */
export async function addTask(desk: Desk, id: string, body: TaskBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'task', needs: 'add', reason: body.reason ?? null }, async (tx, row) => {
    const template = templatesOf(row.form).find((one) => one.code === body.template)
    if (body.template !== undefined && template === undefined) return 'not-found'
    const own = cleanText(body.title ?? '')
    const title = own === '' ? template?.title : { nl: own, en: own }
    if (title === undefined) return 'reason-missing'
    const words = { title, about: cleanText(body.about ?? ''), ...elsewhereOf(body) }
    const refusal = (await contactRefusal(tx, desk, row.id, body, words)) ?? (await taskRefusal(tx, row.id, body))
    if (refusal !== null) return refusal
    return insertTask(tx, desk, row.id, { ...body, template: template?.code ?? null, words })
  })
}

/** Plans all tasks of the form of this case that are not planned yet. Whom to get in touch with is chosen by a person: these stay out. */
export async function planTasks(desk: Desk, id: string, body: PlanBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'plan', needs: 'add', reason: body.reason ?? null }, async (tx, row) => {
    const left = await plannable(tx, row)
    if (left.length === 0) return 'wrong-state'
    if (!(await isMember(tx, row.id, body.owner))) return 'not-a-member'
    for (const { code, kind, priority, days, title } of left) {
      const { rows } = await tx.query<{ due: string }>(
        `select to_char((now() at time zone 'Europe/Amsterdam')::date + $1::int, 'YYYY-MM-DD') as due`,
        [days]
      )
      const task = { kind, priority, owner: body.owner, dueOn: rows[0]?.due ?? '', template: code }
      const made = await insertTask(tx, desk, row.id, { ...task, words: { title, about: '' } })
      if (typeof made === 'string') return made
    }
    return { detail: { templates: left.map((one) => one.code) } }
  })
}

async function plannable(tx: Tx, row: StoredCase): Promise<TaskTemplate[]> {
  const { rows } = await tx.query<{ template: string }>(
    'select template from case_task where case_id = $1 and template is not null',
    [row.id]
  )
  const there = new Set(rows.map((one) => one.template))
  return templatesOf(row.form).filter((one) => one.kind !== 'contact' && !there.has(one.code))
}

/** Changes owner, day, priority or words. `changed`: somebody else did meanwhile. `wrong-state`: it has ended. `day-wrong`: a new day that is before today. */
export async function changeTask(desk: Desk, id: string, no: number, body: ChangeTaskBody): Promise<Outcome<Case>> {
  const asked = { id, name: 'task-change', needs: 'change', reason: body.reason ?? null } as const
  return actInCase(desk, asked, async (tx, row) => {
    const task = (await tasksOf(tx, desk, row.id)).find((one) => one.no === no)
    if (task === undefined) return 'not-found'
    if (task.version !== body.version) return 'changed'
    if (task.state !== 'open') return 'wrong-state'
    if (task.kind === 'contact' && task.blocked === 'no-contact') return 'no-contact'
    const refusal = await taskRefusal(tx, row.id, body, task.dueOn)
    if (refusal !== null) return refusal
    const own = cleanText(body.title ?? '')
    const words = {
      title: own === '' || own === task.title.nl || own === task.title.en ? task.title : { nl: own, en: own },
      about: cleanText(body.about ?? task.about),
      ...elsewhereOf(body)
    }
    const block = contactBlock(words, await subjectsOf(tx, desk.ground, desk.vault, row.id), task)
    if (block !== null) return block
    const version = task.version + 1
    await tx.query(
      'update case_task set version = $3, priority = $4, owner = $5, due_on = $6 where case_id = $1 and no = $2',
      [row.id, no, version, body.priority, body.owner, body.dueOn]
    )
    const digest = await writeVersion(tx, desk, { id: row.id, part: `task:${no}`, version }, words)
    return { about: `task:${no}`, detail: { owner: body.owner, dueOn: body.dueOn, digest } }
  })
}

/**
 * Ends a task: done, with what came of it, or dropped, with why. Its owner may, and who may change the case. `no-contact`: a flag
 * protects the person. `order-missing`, `order-ended`, `order-scope`: what was done needs an order that is in force today and names them.
 */
export async function endTask(desk: Desk, id: string, no: number, body: EndTaskBody): Promise<Outcome<Case>> {
  const name = body.state === 'done' ? 'task-done' : 'task-dropped'
  return actInCase(desk, { id, name, needs: 'read', reason: body.reason }, async (tx, row, reason) => {
    const task = (await tasksOf(tx, desk, row.id)).find((one) => one.no === no)
    if (task === undefined) return 'not-found'
    if (task.owner !== desk.ground.user && !row.mine.includes('change')) return 'no-right'
    if (task.version !== body.version) return 'changed'
    if (task.state !== 'open') return 'wrong-state'
    if (body.state === 'done' && task.blocked !== null) return task.blocked
    const order = body.state === 'done' ? inForce(await ordersOf(tx, desk, row.id), task) : null
    const version = task.version + 1
    const words: TaskWords = { title: task.title, about: task.about, result: reason, ...elsewhereOf(task) }
    const digest = await writeVersion(tx, desk, { id: row.id, part: `task:${no}`, version }, words)
    await tx.query(
      `update case_task set version = $3, state = $4, order_no = $5, ended_by = $6, ended_at = now() where case_id = $1 and no = $2`,
      [row.id, no, version, body.state, order?.no ?? null, desk.ground.user]
    )
    return { about: `task:${no}`, detail: { digest, ...(order !== null && { order: order.no }) } }
  })
}

interface NewTask extends Pick<TaskBody, 'kind' | 'priority' | 'owner' | 'dueOn'> {
  readonly subject?: number | undefined
  readonly template: string | null
  readonly words: TaskWords
}

async function insertTask(tx: Tx, desk: Desk, id: string, task: NewTask): Promise<CaseDone | Refusal> {
  const { rows } = await tx.query<{ no: number }>(
    'select coalesce(max(no), 0) + 1 as no from case_task where case_id = $1',
    [id]
  )
  const no = rows[0]?.no ?? 1
  if (no > mostTasks) return 'case-full'
  await tx.query(
    `insert into case_task (case_id, no, mandate_id, kind, template, subject, priority, owner, due_on, by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      no,
      desk.ground.mandate,
      task.kind,
      task.template,
      task.subject ?? null,
      task.priority,
      task.owner,
      task.dueOn,
      desk.ground.user
    ]
  )
  const part = `task:${no}`
  const digest = await writeVersion(tx, desk, { id, part, version: 1 }, task.words)
  return { about: part, detail: { owner: task.owner, dueOn: task.dueOn, digest } }
}

async function contactRefusal(
  tx: Tx,
  desk: Desk,
  id: string,
  { kind, subject }: Pick<TaskBody, 'kind' | 'subject'>,
  words: TaskWords
): Promise<Refusal | null> {
  if (subject === undefined && kind === 'contact') return 'subject-missing'
  const people = await subjectsOf(tx, desk.ground, desk.vault, id)
  const person = people.find((one) => one.no === subject) ?? null
  if (subject !== undefined && person === null) return 'subject-missing'
  const block = kind === 'contact' ? blockOf(kind, person, []) : null
  return block ?? contactBlock(words, people, { subject: subject ?? null })
}

/** That somebody said so stays with the words, version by version. */
function elsewhereOf({ elsewhere }: { readonly elsewhere?: boolean | undefined }): Pick<TaskWords, 'elsewhere'> {
  return elsewhere === true ? { elsewhere } : {}
}

async function taskRefusal(
  tx: Tx,
  id: string,
  { owner, dueOn }: Pick<TaskBody, 'owner' | 'dueOn'>,
  /** The day on which it was due already: who hands a late task over does not make it less late. */
  wasDue: string | null = null
): Promise<Refusal | null> {
  if (!(await isMember(tx, id, owner))) return 'not-a-member'
  if (dueOn === wasDue) return null
  const { rows } = await tx.query<{ ahead: boolean }>(
    `select $1::date >= (now() at time zone 'Europe/Amsterdam')::date as ahead`,
    [dueOn]
  )
  return rows[0]?.ahead === true ? null : 'day-wrong'
}

async function isMember(tx: Tx, id: string, user: string): Promise<boolean> {
  const found = await tx.query('select 1 from case_member where case_id = $1 and user_id = $2 and removed_at is null', [
    id,
    user
  ])
  return found.rowCount === 1
}
