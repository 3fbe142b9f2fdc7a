/** Routes of the work in a case: subjects, tasks, orders, decisions, notes and drafts; for its members only. */
import { CaseParameter, ItemParameters, Case } from '../../../contract/cases/cases.ts'
import {
  CaseVersions,
  CaseWork,
  ChangeNoteBody,
  ChangeSubjectBody,
  ChangeTaskBody,
  DecisionBody,
  DraftBody,
  EndTaskBody,
  NoteBody,
  OrderBody,
  PartParameters,
  PlanBody,
  SubjectBody,
  TaskBody
} from '../../../contract/cases/work.ts'
import { SeenBody } from '../../../contract/cases/watches.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import { addDecision, addNote, changeNote, keepDraft, readVersions, readWork } from '../../../desk/cases/notes.ts'
import { noteCaseWatch, unwatchCase, watchCase } from '../../../desk/case-watch/case-watch.ts'
import { addOrder, endOrder } from '../../../desk/cases/orders.ts'
import { addSubject, changeSubject } from '../../../desk/cases/subjects.ts'
import { addTask, changeTask, endTask, planTasks } from '../../../desk/cases/tasks.ts'
import { answerOf, done, route, type Route } from '../../route.ts'
import { deskOf, told } from './told.ts'

const reading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases/{id}/work',
    access: 'cases',
    summary: 'Tasks, orders, decisions and notes of a case, and what I was typing',
    params: CaseParameter,
    query: None,
    body: None,
    answer: CaseWork,
    run: async (context, { params }) => answerOf(await readWork(deskOf(context), params.id))
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}/versions/{part}',
    access: 'cases',
    summary: 'Every version of a subject, task, note or order of a case',
    params: PartParameters,
    query: None,
    body: None,
    answer: CaseVersions,
    run: async (context, { params }) => answerOf(await readVersions(deskOf(context), params.id, params.part))
  })
]

const acts: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/cases/{id}/watch',
    access: 'cases',
    summary: 'Follow the identifiers in what a case holds, as one list for its members',
    params: CaseParameter,
    query: None,
    body: ReasonBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await watchCase(deskOf(context), params.id, body.reason))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/unwatch',
    access: 'cases',
    summary: 'Follow the identifiers of a case no more',
    params: CaseParameter,
    query: None,
    body: ReasonBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await unwatchCase(deskOf(context), params.id, body.reason))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/watch-seen',
    access: 'cases',
    summary: 'Take note of what came in for the followed identifiers of a case',
    params: CaseParameter,
    query: None,
    body: SeenBody,
    answer: Case,
    run: async (context, { params }) => answerOf(await noteCaseWatch(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/drafts',
    access: 'cases',
    summary: 'Keep what I am typing in a case, for me alone; an empty text forgets it',
    params: CaseParameter,
    query: None,
    body: DraftBody,
    answer: null,
    run: async (context, { params, body }) => {
      const outcome = await keepDraft(deskOf(context), params.id, body)
      return outcome.kind === 'done' ? done : answerOf(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/subjects',
    access: 'cases',
    summary: 'Record somebody in a case, with what protects them',
    params: CaseParameter,
    query: None,
    body: SubjectBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addSubject(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/subjects/{no}',
    access: 'cases',
    summary: 'Write anew what is recorded of somebody; what stood there before stays',
    params: ItemParameters,
    query: None,
    body: ChangeSubjectBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await changeSubject(deskOf(context), params.id, params.no, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/tasks',
    access: 'cases',
    summary: 'Plan a task for a member of the case',
    params: CaseParameter,
    query: None,
    body: TaskBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addTask(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/tasks/{no}',
    access: 'cases',
    summary: 'Change the owner, day, priority or words of a task',
    params: ItemParameters,
    query: None,
    body: ChangeTaskBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await changeTask(deskOf(context), params.id, params.no, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/tasks/{no}/end',
    access: 'cases',
    summary: 'End a task: done, or dropped; what needs an order is done under one that is in force',
    params: ItemParameters,
    query: None,
    body: EndTaskBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await endTask(deskOf(context), params.id, params.no, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/plan',
    access: 'cases',
    summary: 'Plan all tasks of the form of exploitation that are not planned yet',
    params: CaseParameter,
    query: None,
    body: PlanBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await planTasks(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/orders',
    access: 'cases',
    summary: 'Record an order of the prosecutor, with scope and last day',
    params: CaseParameter,
    query: None,
    body: OrderBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addOrder(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/orders/{no}/end',
    access: 'cases',
    summary: 'An order no longer holds',
    params: ItemParameters,
    query: None,
    body: ReasonBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await endOrder(deskOf(context), params.id, params.no, body.reason))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/decisions',
    access: 'cases',
    summary: 'Record a decision with its reasons',
    params: CaseParameter,
    query: None,
    body: DecisionBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addDecision(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/notes',
    access: 'cases',
    summary: 'Write a note',
    params: CaseParameter,
    query: None,
    body: NoteBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await addNote(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/notes/{no}',
    access: 'cases',
    summary: 'Write a new version of a note, against the one that was read',
    params: ItemParameters,
    query: None,
    body: ChangeNoteBody,
    answer: Case,
    run: async (context, { params, body }) =>
      told(context, await changeNote(deskOf(context), params.id, params.no, body))
  })
]

export const caseWorkRoutes: readonly Route[] = [...reading, ...acts]
