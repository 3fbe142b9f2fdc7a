/** Routes of files of minors: for their members; to everybody else a file does not exist, and every answer is what it would be without it. */
import { None, ReasonBody } from '../../../contract/fields.ts'
import { MinorCounts } from '../../../contract/minors/minor-counts.ts'
import {
  AgeBody,
  FollowUpBody,
  IdentityBody,
  MinorFile,
  MinorList,
  MinorMemberBody,
  MinorNames,
  MinorParameter as one,
  MinorPartParameters as part,
  MinorTaskBody,
  MinorTaskParameters,
  OpenMinorBody,
  SafeBody,
  SameBody,
  StepParameters,
  SuspectBody
} from '../../../contract/minors/minors.ts'
import { addIdentity, sayApart, saySame } from '../../../desk/minors/identities.ts'
import { minorCounts } from '../../../desk/minors/minor-counts.ts'
import {
  changeMinorMember,
  exportMinor,
  listMinors,
  openMinor,
  readMinor,
  readNames
} from '../../../desk/minors/minors.ts'
import {
  addFollowUp,
  addMinorTask,
  answerNotice,
  answerSafe,
  decideAge,
  endFollowUp,
  moveMinorTask,
  takeStep,
  tellProsecutor
} from '../../../desk/minors/safety.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf } from '../cases/told.ts'
import { acts, told } from './act-route.ts'
import { sharingRoutes } from './sharing.ts'

const ofTheChild: readonly Route[] = [
  acts({
    path: 'members',
    summary: 'Let somebody in with rights of their own, or out',
    params: one,
    body: MinorMemberBody,
    run: (desk, { id }, body) => changeMinorMember(desk, id, body)
  }),
  acts({
    path: 'age',
    summary: 'Decide on the age; doubt counts as under age',
    params: one,
    body: AgeBody,
    run: (desk, { id }, body) => decideAge(desk, id, body)
  }),
  acts({
    path: 'safe',
    summary: 'Answer whether the child is safe',
    params: one,
    body: SafeBody,
    run: (desk, { id }, body) => answerSafe(desk, id, body)
  }),
  acts({
    path: 'steps/{step}/{act}',
    summary: 'Do a step, or look at one that somebody else did',
    params: StepParameters,
    body: ReasonBody,
    run: (desk, { id, step, act }, { reason }) => takeStep(desk, id, { step, act, reason })
  }),
  acts({
    path: 'suspect',
    summary: 'Say that the child is suspected as well: a prosecutor is told',
    params: one,
    body: SuspectBody,
    run: (desk, { id }, body) => tellProsecutor(desk, id, body)
  }),
  acts({
    path: 'notice',
    summary: 'Decide on the notice of non-punishment, as the prosecutor who was told',
    params: one,
    body: ReasonBody,
    run: (desk, { id }, { reason }) => answerNotice(desk, id, reason)
  }),
  acts({
    path: 'follow-ups',
    summary: 'Ask for a service by a day',
    params: one,
    body: FollowUpBody,
    run: (desk, { id }, body) => addFollowUp(desk, id, body)
  }),
  acts({
    path: 'follow-ups/{no}',
    summary: 'Say what came of a service',
    params: part,
    body: ReasonBody,
    run: (desk, { id, no }, { reason }) => endFollowUp(desk, id, no, reason)
  }),
  acts({
    path: 'tasks',
    summary: 'Plan a task; one of the investigation waits for the answer on safety',
    params: one,
    body: MinorTaskBody,
    run: (desk, { id }, body) => addMinorTask(desk, id, body)
  }),
  acts({
    path: 'tasks/{no}/{act}',
    summary: 'Take or finish a task',
    params: MinorTaskParameters,
    body: ReasonBody,
    run: (desk, { id, no, act }, { reason }) => moveMinorTask(desk, id, { no, act, reason })
  }),
  acts({
    path: 'identities',
    summary: 'Record a name under which the child is known',
    params: one,
    body: IdentityBody,
    run: (desk, { id }, body) => addIdentity(desk, id, body)
  }),
  acts({
    path: 'same',
    summary: "Say that two identities are one person's",
    params: one,
    body: SameBody,
    run: (desk, { id }, body) => saySame(desk, id, body)
  }),
  acts({
    path: 'same/{no}',
    summary: 'Take that back',
    params: part,
    body: ReasonBody,
    run: (desk, { id, no }, { reason }) => sayApart(desk, id, no, reason)
  })
]

export const minorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/minors',
    access: 'cases',
    summary: 'Files of minors that I am a member of',
    params: None,
    query: None,
    body: None,
    answer: MinorList,
    run: async (context) => ({ status: 200, body: await listMinors(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/minor-counts',
    access: 'cases',
    summary: 'Numbers beside the door of files of minors, of mine alone; asked often, and no act',
    params: None,
    query: None,
    body: None,
    answer: MinorCounts,
    run: async (context) => ({ status: 200, body: await minorCounts(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/minors',
    access: 'cases',
    summary: 'Open the file of a minor, or of somebody whose age is in doubt',
    params: None,
    query: None,
    body: OpenMinorBody,
    answer: MinorFile,
    run: async (context, { body }) => told(context, await openMinor(deskOf(context), body))
  }),
  route({
    method: 'GET',
    path: '/api/minors/{id}',
    access: 'cases',
    summary: 'One file of mine, without the name of the child',
    params: one,
    query: None,
    body: None,
    answer: MinorFile,
    run: async (context, { params }) => answerOf(await readMinor(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/minors/{id}/names',
    access: 'cases',
    summary: 'What the child is called, with a reason',
    params: one,
    query: None,
    body: ReasonBody,
    answer: MinorNames,
    run: async (context, { params, body }) => answerOf(await readNames(deskOf(context), params.id, body.reason))
  }),
  route({
    method: 'GET',
    path: '/api/minors/{id}/export',
    access: 'cases',
    summary: 'The whole file with its names, to take along',
    params: one,
    query: None,
    body: None,
    answer: 'application/json',
    run: async (context, { params }) => {
      const outcome = await exportMinor(deskOf(context), params.id)
      if (outcome.kind === 'refused') return answerOf(outcome)
      return {
        status: 200,
        body: outcome.value,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': 'attachment; filename="file.json"'
        }
      }
    }
  }),
  ...ofTheChild,
  ...sharingRoutes
]
