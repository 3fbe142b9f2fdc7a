/** Routes of the desk: signals, adverts, facts, requests, sources, ledger and evidence. */
import { Advert, CaptureParameter, FactDecision, FactParameters } from '../../../contract/desk/adverts.ts'
import { BigIdParameter, IdParameter, None, ReasonBody } from '../../../contract/fields.ts'
import { LedgerPage, LedgerQuery } from '../../../contract/oversight/ledger.ts'
import { DecideParameters, OpenRequest, OpenRequests } from '../../../contract/desk/requests.ts'
import {
  Signal,
  SignalList,
  SignalQuery,
  SignalRow,
  WeighBody,
  WeighParameters
} from '../../../contract/desk/signals.ts'
import { AddressQuery, Addresses, SourceParameter, Sources } from '../../../contract/desk/sources.ts'
import { isSet, timeOf } from '../../query-values.ts'
import { readLedger } from '../../../accountability/ledger/ledger.ts'
import { findFact, readAdvert } from '../../../desk/adverts/advert.ts'
import { evidenceFile } from '../../../desk/adverts/evidence-file.ts'
import { rejectUnindexed } from '../../../desk/facts/fact-decision.ts'
import { reasonGiven } from '../../../desk/outcome.ts'
import { aboutOf } from '../../../desk/ledger/who-saw.ts'
import { askToOpen, decideRequest, listRequests } from '../../../desk/adverts/requests.ts'
import { listSignals, readSignal } from '../../../desk/signals/signals.ts'
import { listAddresses, listSources } from '../../../desk/sources/sources.ts'
import { weighSignal } from '../../../desk/signals/weighing.ts'
import { problem } from '../../problems.ts'
import { answerOf, route, type Route, type RouteAnswer, type RouteContext } from '../../route.ts'

/** A row without those who closed their screens since they looked. */
function there<Row extends Pick<SignalRow, 'lookers'>>(row: Row, stayed: RouteContext['stayed']): Row {
  return { ...row, lookers: row.lookers.filter(({ by, at }) => stayed(by, at)) }
}

export const signalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/signals',
    access: 'content',
    summary: 'The queue, highest priority first',
    params: None,
    query: SignalQuery,
    body: None,
    answer: SignalList,
    run: async ({ store, ground, vault, stayed }, { query }) => {
      const outcome = await listSignals(store.pool, ground, vault, { ...query, mine: isSet(query.mine) })
      if (outcome.kind !== 'done') return answerOf(outcome)
      const signals = outcome.value.signals.map((row) => there(row, stayed))
      return { status: 200, body: { ...outcome.value, signals } }
    }
  }),
  route({
    method: 'GET',
    path: '/api/signals/{id}',
    access: 'content',
    summary: 'One signal with its reasons, members and weighings',
    params: BigIdParameter,
    query: None,
    body: None,
    answer: Signal,
    run: async ({ store, ground, vault, colleague, stayed }, { params }) => {
      const outcome = await readSignal(store.pool, ground, vault, params.id)
      if (outcome.kind !== 'done') return answerOf(outcome)
      colleague('read', [params.id])
      return { status: 200, body: there(outcome.value, stayed) }
    }
  }),
  route({
    method: 'POST',
    path: '/api/signals/{id}/{act}',
    access: 'content',
    summary: 'Do one step with a signal; a second person confirms an escalation',
    params: WeighParameters,
    query: None,
    body: WeighBody,
    answer: SignalRow,
    run: async ({ store, ground, vault, changed, colleague }, { params, body }) => {
      const outcome = await weighSignal(store.pool, ground, vault, { signal: params.id, act: params.act, ...body })
      if (outcome.kind === 'done') {
        changed('signals')
        colleague(params.act, [params.id])
      }
      return answerOf(outcome)
    }
  })
]

export const advertRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/adverts/{id}',
    access: 'content',
    summary: 'One advert with its versions, links and custody',
    params: IdParameter,
    query: None,
    body: None,
    answer: Advert,
    run: async ({ store, ground, vault }, { params }) =>
      answerOf(await readAdvert(store.pool, ground, vault, params.id))
  }),
  route({
    method: 'POST',
    path: '/api/adverts/{id}/request',
    access: 'content',
    summary: 'Ask to open a sealed advert',
    params: IdParameter,
    query: None,
    body: ReasonBody,
    answer: OpenRequest,
    run: async ({ store, ground, changed }, { params, body }) => {
      const outcome = await askToOpen(store.pool, ground, params.id, body.reason)
      if (outcome.kind === 'done') changed('requests')
      return answerOf(outcome)
    }
  }),
  route({
    method: 'POST',
    path: '/api/adverts/{id}/versions/{version}/facts/{ordinal}/{act}',
    access: 'content',
    summary: 'Reject a fact, or restore it; links follow at once',
    params: FactParameters,
    query: None,
    body: ReasonBody,
    answer: FactDecision,
    run: (context, { params, body }) => decideFact(context, params, body.reason)
  }),
  route({
    method: 'GET',
    path: '/api/evidence/{capture}',
    access: 'content',
    summary: 'An opened capture as a standard .warc.gz',
    params: CaptureParameter,
    query: None,
    body: None,
    answer: 'application/warc',
    run: async ({ store, ground, vault }, { params }) => {
      const outcome = await evidenceFile(store.pool, ground, vault, params.capture)
      if (outcome.kind === 'refused') return problem(outcome.reason)
      const { name, bytes } = outcome.value
      return {
        status: 200,
        body: bytes,
        headers: { 'content-type': 'application/warc', 'content-disposition': `attachment; filename="${name}"` }
      }
    }
  })
]

export const requestRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/requests',
    access: 'content',
    summary: 'Requests to open sealed adverts',
    params: None,
    query: None,
    body: None,
    answer: OpenRequests,
    run: async ({ store, ground }) => answerOf(await listRequests(store.pool, ground))
  }),
  route({
    method: 'POST',
    path: '/api/requests/{id}/{decision}',
    access: 'content',
    summary: 'Grant or refuse a request, as a second person',
    params: DecideParameters,
    query: None,
    body: ReasonBody,
    answer: OpenRequest,
    run: async ({ store, ground, vault, changed }, { params, body }) => {
      const decision = { request: params.id, grant: params.decision === 'grant', reason: body.reason }
      const outcome = await decideRequest(store.pool, ground, vault, decision)
      if (outcome.kind === 'done') changed('requests')
      return answerOf(outcome)
    }
  })
]

export const operationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/sources',
    access: 'operation',
    summary: 'Sources with progress, yield, refusals and failures',
    params: None,
    query: None,
    body: None,
    answer: Sources,
    run: async ({ store, ground }) => answerOf(await listSources(store.pool, ground))
  }),
  route({
    method: 'GET',
    path: '/api/sources/{id}/addresses',
    access: 'operation',
    summary: 'Addresses that were refused or failed',
    params: SourceParameter,
    query: AddressQuery,
    body: None,
    answer: Addresses,
    run: async ({ store, ground, vault }, { params, query }) =>
      answerOf(await listAddresses(store.pool, ground, vault.keyring, params.id, query))
  }),
  route({
    method: 'GET',
    path: '/api/ledger',
    access: 'signed-in',
    summary: 'The ledger: own acts, and all acts for auditors',
    params: None,
    query: LedgerQuery,
    body: None,
    answer: LedgerPage,
    run: async ({ store, ground, vault }, { query }) => {
      const {
        fact,
        advert,
        network,
        signal,
        case: matter,
        capture,
        report,
        inCase,
        person,
        mine,
        people,
        from: since,
        to: until,
        ...rest
      } = query
      const [from, to] = [timeOf(since), timeOf(until)]
      if (from === null || to === null) return problem('bad-request', { field: from === null ? 'from' : 'to' })
      const nouns = { advert, network, signal, case: matter, capture, report, subject: inCase }
      const asked = aboutOf(vault, ground.mandate, { fact, person, ...nouns })
      if (asked === null) return problem('bad-request', { field: 'fact' })
      const { about, facts } = asked
      const page = await readLedger(store.pool, ground, {
        ...rest,
        about,
        from,
        to,
        mine: isSet(mine),
        people: isSet(people)
      })
      return { status: 200, body: { ...page, facts } }
    }
  })
]

interface FactPlace {
  readonly id: number
  readonly version: number
  readonly ordinal: number
  readonly act: 'reject' | 'restore'
}

/** Through the linker where the fact may join adverts; on its own where it joins nothing. */
async function decideFact(context: RouteContext, place: FactPlace, because: string): Promise<RouteAnswer> {
  const { store, ground, vault, linkDesk, changed } = context
  const { id: advert, version, ordinal } = place
  const find = () => findFact(store.pool, ground, vault, { advert, version, ordinal })
  const reason = reasonGiven(because)
  const found = await find()
  if (found.kind === 'refused') return problem(found.reason)
  const { sighting, fact, indexed } = found.value
  if (reason === null) return problem('reason-missing')
  if ((fact.state === 'rejected') === (place.act === 'reject')) return problem('changed')
  let networksChanged = 0
  if (!indexed) {
    const outcome = await rejectUnindexed(store.pool, ground, vault, advert, found.value, reason)
    if (outcome.kind === 'refused') return problem(outcome.reason)
  } else {
    if (linkDesk === null) return problem('linker-unavailable')
    const decide = place.act === 'reject' ? linkDesk.rejectFact : linkDesk.restoreFact
    networksChanged = (await decide(ground, advert, sighting, ordinal, reason)).networksChanged
  }
  if (networksChanged > 0) changed('signals')
  const after = await find()
  return after.kind === 'refused'
    ? problem(after.reason)
    : { status: 200, body: { fact: after.value.fact, networksChanged } }
}
