/** What the lead of the demo's case does in it: people with what protects them, tasks, an order, notes, a decision, a dossier, and a referral that waits for the prosecutor. */
import type { NoteBody, SubjectBody, TaskBody } from '../../contract/cases/work.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { addDecision, addNote, changeNote, readWork } from '../../desk/cases/notes.ts'
import { addOrder } from '../../desk/cases/orders.ts'
import { addSubject } from '../../desk/cases/subjects.ts'
import { addTask, endTask, planTasks } from '../../desk/cases/tasks.ts'
import { askDossier } from '../../desk/dossier/dossiers.ts'
import { refer } from '../../desk/referrals/referrals.ts'

const people: readonly SubjectBody[] = [
  {
    name: 'Vrouw die het nummer opneemt',
    about: 'Spreekt Roemeens; een ander beslist wie zij terugbelt.',
    roles: ['possible-victim'],
    minor: 'no',
    flags: ['no-contact', 'protection'],
    reason: 'Wie haar belt, wordt afgeluisterd.'
  },
  {
    name: 'Vrouw op wier naam de kamers staan',
    about: 'Tekende in vier plaatsen voor een kamer.',
    roles: ['possible-victim', 'witness'],
    minor: 'no',
    flags: ['non-punishment'],
    reason: 'Zij moest tekenen; haar paspoort ligt bij een ander.'
  },
  {
    name: 'Man met de grijze bestelbus',
    about: 'Brengt en haalt, en int het geld.',
    roles: ['suspect'],
    minor: 'no',
    flags: [],
    reason: 'Door twee getuigen genoemd.'
  }
]

const noteTitle = 'Gesprek met de gemeente'
const notes: readonly NoteBody[] = [
  { title: noteTitle, text: 'Vier inschrijvingen op één adres.' },
  { title: 'Wat de verhuurder zag', text: 'Elke week een andere huurder, altijd dezelfde bestelbus.' }
]

/** Plays it in a case that is open. `lead`: the desk of the member who leads it. Resolves to how many acts were done. */
export async function workCase(lead: Desk, id: string): Promise<number> {
  const owner = lead.ground.user
  const tasks: readonly TaskBody[] = [
    { kind: 'observe', title: 'Observeer het adres', priority: 'high', owner, dueOn: day(10) },
    { kind: 'purchase', title: 'Boek een kamer', priority: 'middle', owner: 'analyst', dueOn: day(20) }
  ]
  const order = { article: '126g', number: 'BOB 26-0412', scope: 'Het adres, en wie er in en uit gaat.' } as const
  let done = 0
  const count = ({ kind }: { readonly kind: string }): void => void (kind === 'done' && done++)
  for (const one of people) count(await addSubject(lead, id, one))
  count(await planTasks(lead, id, { owner }))
  for (const one of tasks) count(await addTask(lead, id, one))
  count(await addOrder(lead, id, { ...order, subjects: [3], from: day(0), until: day(28) }))
  for (const one of notes) count(await addNote(lead, id, one))
  const text = 'Vier inschrijvingen op één adres.\nDrie vertrokken binnen een maand.'
  count(await changeNote(lead, id, 1, { version: 1, title: noteTitle, text }))
  const decision = { decision: 'Nog niet aankloppen', reason: 'Eerst een tolk, en een plek om te slapen.' }
  count(await addDecision(lead, id, decision))
  done += await endTwo(lead, id)
  count(await askDossier(lead, id, { reason: 'Voor de officier van justitie.' }))
  count(await refer(lead, id, { kind: 'prosecutor', to: 'prosecutor', reason: 'Genoeg voor een eerste oordeel.' }))
  return done
}

/** One task with what came of it, and one that is needed no more. */
async function endTwo(lead: Desk, id: string): Promise<number> {
  const read = await readWork(lead, id)
  const free =
    read.kind === 'done' ? read.value.tasks.filter((one) => one.kind === 'other' && one.blocked === null) : []
  const ends = [
    { state: 'done', reason: 'Gedaan; het verslag staat bij de notities.' },
    { state: 'dropped', reason: 'De gemeente heeft dit al gedaan.' }
  ] as const
  let done = 0
  for (const [nth, { no, version }] of free.slice(0, ends.length).entries()) {
    const end = ends[nth]
    if (end !== undefined && (await endTask(lead, id, no, { version, ...end })).kind === 'done') done++
  }
  return done
}

function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
