/** Routes of partners: organisations and decisions for the desk, disclosures for members of a case, and for a partner what was disclosed to it. */
import { Case, CaseParameter } from '../../../contract/cases/cases.ts'
import { None, ReasonBody } from '../../../contract/fields.ts'
import {
  AgreementBody,
  AgreementParameters,
  AnswerBody,
  CaseDisclosures,
  DisclosureBody,
  DisclosureParameter,
  DisclosureParameters,
  MyDisclosure,
  MyDisclosures,
  Partner,
  PartnerBody,
  PartnerParameter,
  Partners
} from '../../../contract/partners/partners.ts'
import {
  askDisclosure,
  decideDisclosure,
  listCaseDisclosures,
  listMyDisclosures,
  readMyDisclosure
} from '../../../desk/partners/disclosures.ts'
import { answerDisclosure } from '../../../desk/partners/answers.ts'
import { addPartner, decideAgreement, listPartners, proposeAgreement } from '../../../desk/partners/partners.ts'
import { answerOf, route, type Route } from '../../route.ts'
import { deskOf, told } from '../cases/told.ts'

const deciding: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/partners',
    access: 'cases',
    summary: 'Partner organisations, with the decisions on what each may be told',
    params: None,
    query: None,
    body: None,
    answer: Partners,
    run: async (context) => ({ status: 200, body: await listPartners(deskOf(context)) })
  }),
  route({
    method: 'POST',
    path: '/api/partners',
    access: 'coordination',
    summary: 'Record a partner organisation with the accounts of its people',
    params: None,
    query: None,
    body: PartnerBody,
    answer: Partner,
    run: async (context, { body }) => answerOf(await addPartner(deskOf(context), body))
  }),
  route({
    method: 'POST',
    path: '/api/partners/{id}/agreements',
    access: 'coordination',
    summary: 'Propose what a partner may be told: article, interest, data, conditions, last day',
    params: PartnerParameter,
    query: None,
    body: AgreementBody,
    answer: Partner,
    run: async (context, { params, body }) => answerOf(await proposeAgreement(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/agreements/{key}/{act}',
    access: 'cases',
    summary:
      'Confirm or refuse a proposed decision on a partner, or take one back: all is closed to the partner at once',
    params: AgreementParameters,
    query: None,
    body: ReasonBody,
    answer: Partner,
    run: async (context, { params, body }) =>
      answerOf(await decideAgreement(deskOf(context), context.session?.user.role ?? '', { ...params, ...body }))
  })
]

const disclosing: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases/{id}/disclosures',
    access: 'cases',
    summary: 'What a case of mine disclosed to partners, and what waits for a second person',
    params: CaseParameter,
    query: None,
    body: None,
    answer: CaseDisclosures,
    run: async (context, { params }) => answerOf(await listCaseDisclosures(deskOf(context), params.id))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/disclosures',
    access: 'cases',
    summary: 'Ask to disclose something of a case to a partner, within a decision that holds',
    params: CaseParameter,
    query: None,
    body: DisclosureBody,
    answer: Case,
    run: async (context, { params, body }) => told(context, await askDisclosure(deskOf(context), params.id, body))
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/disclosures/{key}/{act}',
    access: 'cases',
    summary: 'Confirm or refuse, as another member of the case, what is to be disclosed',
    params: DisclosureParameters,
    query: None,
    body: ReasonBody,
    answer: Case,
    run: async (context, { params, body }) => {
      const { id, ...decision } = params
      return told(context, await decideDisclosure(deskOf(context), id, { ...decision, ...body }))
    }
  })
]

const receiving: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/disclosures',
    access: 'partners',
    summary: 'The record of what was disclosed to me, until the last day of its decision',
    params: None,
    query: None,
    body: None,
    answer: MyDisclosures,
    run: async (context) => ({ status: 200, body: await listMyDisclosures(deskOf(context)) })
  }),
  route({
    method: 'GET',
    path: '/api/disclosures/{key}',
    access: 'partners',
    summary: 'One disclosure to me: the fields that my kind of partner may be told, and nothing else',
    params: DisclosureParameter,
    query: None,
    body: None,
    answer: MyDisclosure,
    run: async (context, { params }) => answerOf(await readMyDisclosure(deskOf(context), params.key))
  }),
  route({
    method: 'POST',
    path: '/api/disclosures/{key}/answer',
    access: 'partners',
    summary: 'Answer what was disclosed to me: taken up, done, or not possible; it comes back into the case',
    params: DisclosureParameter,
    query: None,
    body: AnswerBody,
    answer: MyDisclosure,
    run: async (context, { params, body }) => {
      const outcome = await answerDisclosure(deskOf(context), params.key, body)
      if (outcome.kind !== 'done') return answerOf(outcome)
      context.casesChanged(outcome.value.people)
      return answerOf(await readMyDisclosure(deskOf(context), params.key))
    }
  })
]

export const partnerRoutes: readonly Route[] = [...deciding, ...disclosing, ...receiving]
