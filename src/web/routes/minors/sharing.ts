/** Routes of whom a child is told of: contacts and blocks, consent and overrides, transitions, papers, and questions to the expert group. */
import { ReasonBody } from '../../../contract/fields.ts'
import { QuestionBody } from '../../../contract/minors/experts.ts'
import {
  BlockBody,
  ConsentBody,
  ContactBody,
  MinorParameter as one,
  MinorPartParameters as part,
  OverrideBody,
  PaperBody,
  PaperParameters,
  TransitionBody,
  TransitionParameters
} from '../../../contract/minors/minors.ts'
import { askExperts } from '../../../desk/minors/experts.ts'
import {
  addContact,
  addPaper,
  beginTransition,
  blockContact,
  decidePaper,
  moveTransition,
  recordConsent,
  recordOverride,
  withdraw
} from '../../../desk/minors/sharing.ts'
import type { Route } from '../../route.ts'
import { acts } from './act-route.ts'

export const sharingRoutes: readonly Route[] = [
  acts({
    path: 'contacts',
    summary: 'Record a contact of the child, blocked or not',
    params: one,
    body: ContactBody,
    run: (desk, { id }, body) => addContact(desk, id, body)
  }),
  acts({
    path: 'contacts/{no}',
    summary: 'Block a contact, or lift a block that somebody else set',
    params: part,
    body: BlockBody,
    run: (desk, { id, no }, body) => blockContact(desk, id, no, body)
  }),
  acts({
    path: 'consents',
    summary: 'Record consent, given or refused',
    params: one,
    body: ConsentBody,
    run: (desk, { id }, body) => recordConsent(desk, id, body)
  }),
  acts({
    path: 'consents/{no}/withdraw',
    summary: 'Take back consent or an override: what rests on it is revoked',
    params: part,
    body: ReasonBody,
    run: (desk, { id, no }, { reason }) => withdraw(desk, id, no, reason)
  }),
  acts({
    path: 'overrides',
    summary: 'Record that something is shared without consent, for somebody else to use',
    params: one,
    body: OverrideBody,
    run: (desk, { id }, body) => recordOverride(desk, id, body)
  }),
  acts({
    path: 'transitions',
    summary: 'Begin an assignment, transfer, referral or request, on consent or an override',
    params: one,
    body: TransitionBody,
    run: (desk, { id }, body) => beginTransition(desk, id, body)
  }),
  acts({
    path: 'transitions/{no}/{act}',
    summary: 'Accept, reject, finish or revoke a transition',
    params: TransitionParameters,
    body: ReasonBody,
    run: (desk, { id, no, act }, { reason }) => moveTransition(desk, id, { no, act, reason })
  }),
  acts({
    path: 'papers',
    summary: 'Write an assessment, plan or closure',
    params: one,
    body: PaperBody,
    run: (desk, { id }, body) => addPaper(desk, id, body)
  }),
  acts({
    path: 'papers/{no}/{act}',
    summary: 'Approve or reject what somebody else wrote',
    params: PaperParameters,
    body: ReasonBody,
    run: (desk, { id, no, act }, { reason }) => decidePaper(desk, id, { no, act, reason })
  }),
  acts({
    path: 'questions',
    summary: 'Ask the expert group, without naming anybody',
    params: one,
    body: QuestionBody,
    run: (desk, { id }, body) => askExperts(desk, id, body)
  })
]
