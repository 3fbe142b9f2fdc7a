/** The child first: age, whether the child is safe, the steps, who else is told, and tasks, which wait for that answer. */
import { isSecondPerson } from '../../accountability/second-person.ts'
import type {
  AgeBody,
  FollowUpBody,
  MinorFile,
  MinorTaskBody,
  SafeBody,
  SuspectBody
} from '../../contract/minors/minors.ts'
import type { MinorStep } from '../../model/minors/minor-track.ts'
import type { Desk } from '../adverts/vault.ts'
import { isProsecutor } from '../colleagues.ts'
import type { Outcome } from '../outcome.ts'
import { cleanText } from '../sealed-words.ts'
import { blockedIn, contactsIn } from './contacts-in.ts'
import { actInFile, actNo, lastAbout } from './file-acts.ts'
import { aboutTask, isAnswer, tasksIn } from './minor-parts.ts'
import { letIn } from './minors.ts'
import { numberIn, textIn } from './minor-rows.ts'

/** Decides on the age: a named person who may approve, and not who opened the file. Until then doubt counts as under age. */
export async function decideAge(desk: Desk, id: string, body: AgeBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'age', needs: 'approve', reason: body.reason }, async (tx, { file }) => {
    if (!(await isSecondPerson(tx, { by: file.opened_by, at: file.openedAt }, desk.ground.user))) return 'second-person'
    await tx.query('update minor_file set age = $2 where id = $1', [file.id, body.age])
    return { about: `age:${body.age}`, detail: { from: file.age, to: body.age } }
  })
}

/** Answers whether the child is safe, with how that is known or what was done. Not known starts the clock once more. */
export async function answerSafe(desk: Desk, id: string, body: SafeBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'safe', needs: 'work', reason: body.reason }, async (tx, { file }) => {
    const before = file.safe !== null && file.safe !== 'unknown'
    await tx.query(
      `update minor_file set safe = $2, safe_asked_at = case when $3 then now() else safe_asked_at end,
         safe_told_at = case when $2 = 'unknown' and not $3 then safe_told_at end where id = $1`,
      [file.id, body.answer, body.answer === 'unknown' && before]
    )
    return { about: `safe:${body.answer}`, detail: { answer: body.answer } }
  })
}

/** Does a step, or looks at one that somebody else did. `second-person`: nobody looks at what they did. */
export async function takeStep(
  desk: Desk,
  id: string,
  { step, act, reason }: { readonly step: MinorStep; readonly act: 'do' | 'see'; readonly reason: string }
): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: `step-${act}`, needs: 'work', reason }, async (tx, { acts }) => {
    const about = `step:${step}`
    const last = lastAbout(acts, about, 'step-do', 'step-see')
    if (act === 'do') return last?.act === 'step-see' ? 'wrong-state' : { about }
    if (last?.act !== 'step-do') return 'wrong-state'
    return (await isSecondPerson(tx, last, desk.ground.user)) ? { about } : 'second-person'
  })
}

/** Says that the child is suspected as well: the prosecutor is let in, and the notice waits until they decide. */
export async function tellProsecutor(desk: Desk, id: string, body: SuspectBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'suspect', needs: 'members', reason: body.reason }, async (tx, { file }) => {
    if (file.notice !== null) return 'wrong-state'
    if (!(await isProsecutor(tx, body.prosecutor))) return 'not-a-colleague'
    const by = { id: file.id, mandate: desk.ground.mandate, by: desk.ground.user }
    await letIn(tx, by, { user: body.prosecutor, rights: ['read'] })
    await tx.query(`update minor_file set notice = 'open' where id = $1`, [file.id])
    return { about: `user:${body.prosecutor}` }
  })
}

/** The prosecutor decides on the notice of non-punishment, with the reason. */
export async function answerNotice(desk: Desk, id: string, reason: string): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'notice', needs: 'read', reason }, async (tx, { file, acts }) => {
    if (file.notice !== 'open') return 'wrong-state'
    const asked = acts.findLast((one) => one.act === 'suspect')
    if (asked?.about !== `user:${desk.ground.user}`) return 'no-right'
    await tx.query(`update minor_file set notice = 'answered' where id = $1`, [file.id])
    return { about: `act:${asked.no}` }
  })
}

/** Asks for a service by a day. `contact-blocked`: its words lead to somebody with whom nobody gets in touch. */
export async function addFollowUp(desk: Desk, id: string, body: FollowUpBody): Promise<Outcome<MinorFile>> {
  const asked = { id, name: 'follow-up', needs: 'work', reason: body.reason } as const
  return actInFile(desk, asked, async (_tx, { file, acts, reason }) => {
    const blocked = blockedIn(contactsIn(acts, file.today), undefined, `${body.service} ${reason}`)
    if (blocked !== null) return { refuse: 'contact-blocked', because: blocked.because ?? '' }
    if (body.dueOn < file.today) return 'day-wrong'
    return { words: { service: cleanText(body.service) }, dueOn: body.dueOn }
  })
}

export async function endFollowUp(desk: Desk, id: string, no: number, reason: string): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'follow-up-done', needs: 'work', reason }, async (_tx, { acts }) => {
    if (actNo(acts, no, 'follow-up') === undefined) return 'not-found'
    if (lastAbout(acts, `act:${no}`, 'follow-up-done') !== undefined) return 'wrong-state'
    return { about: `act:${no}` }
  })
}

/**
 * Plans a task. `safe-first`: one of the investigation, while nobody said whether the child is safe. `contact-blocked`: it leads, by
 * number, name or telephone, to somebody with whom nobody gets in touch; the reason of the block goes with it.
 */
export async function addMinorTask(desk: Desk, id: string, body: MinorTaskBody): Promise<Outcome<MinorFile>> {
  return actInFile(
    desk,
    { id, name: 'task', needs: 'work', reason: body.reason },
    async (_tx, { file, acts, reason }) => {
      if (body.kind === 'investigate' && !isAnswer(file.safe)) return 'safe-first'
      const contacts = contactsIn(acts, file.today)
      const chosen = contacts.some((one) => one.no === body.contact)
      if (!chosen && (body.kind === 'contact' || body.contact !== undefined)) return 'subject-missing'
      const blocked = blockedIn(contacts, body.contact, `${body.title} ${reason}`)
      if (blocked !== null) return { refuse: 'contact-blocked', because: blocked.because ?? '' }
      if (body.dueOn < file.today) return 'day-wrong'
      const words = { title: cleanText(body.title), contact: body.contact ?? null }
      return { about: body.kind, words, dueOn: body.dueOn, detail: { kind: body.kind } }
    }
  )
}

/** Takes a task, or ends one with what came of it; both are refused for the reasons for which planning it is, as they hold now. */
export async function moveMinorTask(
  desk: Desk,
  id: string,
  { no, act, reason }: { readonly no: number; readonly act: 'take' | 'finish'; readonly reason: string }
): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: `task-${act}`, needs: 'work', reason }, async (_tx, { file, acts }) => {
    const planned = actNo(acts, no, 'task')
    if (planned === undefined) return 'not-found'
    const contacts = contactsIn(acts, file.today)
    const clock = { openedAt: file.openedAt, now: file.now, today: file.today, closed: false }
    const task = tasksIn(acts, clock, file.safe, contacts).find((one) => one.no === no)
    if (task === undefined || task.doneBy !== null) return 'wrong-state'
    if (task.blocked === 'safe-first') return 'safe-first'
    const title = textIn(planned.words['title'])
    const blocked = blockedIn(contacts, numberIn(planned.words['contact']) ?? undefined, `${title} ${planned.reason}`)
    if (blocked !== null) return { refuse: 'contact-blocked', because: blocked.because ?? '' }
    return { about: aboutTask(planned) }
  })
}
