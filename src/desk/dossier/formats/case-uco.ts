/** The dossier as a graph of CASE/UCO 1.x (JSON-LD): the investigation, its acts with who did them, and where each item came from. Pure. */
import type { DossierState } from '../state.ts'
import { codesOf, noCodes, type Handling } from '../../../model/partners/handling.ts'
import { idOf } from './ids.ts'
import { codesIn } from '../exchange/markings.ts'

const context = {
  kb: 'http://baken.example/kb/',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-marking': 'https://ontology.unifiedcyberontology.org/uco/marking/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  'uco-vocabulary': 'https://ontology.unifiedcyberontology.org/uco/vocabulary/',
  xsd: 'http://www.w3.org/2001/XMLSchema#'
}

type Node = Readonly<Record<string, unknown>>

/** One node a line within the graph. */
export function* caseUcoOf(state: DossierState): Generator<string> {
  yield `{"@context":${JSON.stringify(context)},"@graph":[\n`
  let first = true
  for (const node of nodesOf(state)) {
    yield `${first ? '' : ',\n'}${JSON.stringify(node)}`
    first = false
  }
  yield '\n]}\n'
}

const time = (value: string): Node => ({ '@type': 'xsd:dateTime', '@value': `${value.slice(0, 19)}Z` })
const named = (...names: readonly (string | number)[]): string => `kb:${idOf(...names)}`

function* nodesOf(state: DossierState): Generator<Node> {
  const { id } = state.case
  const people = new Set(state.custody.map((one) => one.actor))
  for (const one of people)
    yield { '@id': named(id, 'person', one), '@type': 'uco-identity:Identity', 'uco-core:name': one }
  const codes = codesIn(state)
  yield* markingsOf(codes.values())
  for (const item of state.items) {
    const marked = codesOf(codes.get(item.no) ?? noCodes)
    const record = named(id, 'item', item.no, item.digest)
    yield {
      '@id': `${record}-content`,
      '@type': 'uco-observable:File',
      'uco-core:hasFacet': [
        {
          '@id': `${record}-digest`,
          '@type': 'uco-observable:ContentDataFacet',
          'uco-observable:hash': [
            {
              '@id': `${record}-sha256`,
              '@type': 'uco-types:Hash',
              'uco-types:hashMethod': { '@type': 'uco-vocabulary:HashNameVocab', '@value': 'SHA256' },
              'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': item.digest.replace('sha256:', '') }
            }
          ]
        }
      ]
    }
    yield {
      '@id': record,
      '@type': 'case-investigation:ProvenanceRecord',
      'case-investigation:exhibitNumber': `item:${item.no}`,
      'uco-core:name': item.title,
      'uco-core:description': item.why,
      'uco-core:objectCreatedTime': time(item.at),
      'uco-core:tag': [item.kind, item.confirmed ? 'confirmed' : 'unconfirmed'],
      ...(marked.length > 0 && { 'uco-core:objectMarking': marked.map((one) => ({ '@id': named('marking', one) })) }),
      'uco-core:object': [{ '@id': `${record}-content` }]
    }
  }
  const items = new Map(state.items.map((one) => [String(one.no), one]))
  const acts: string[] = []
  for (const one of state.custody) {
    const act = named(id, 'act', one.no, one.hash)
    acts.push(act)
    const about = one.detail['in']
    const item = typeof about === 'string' ? items.get(about.replace('item:', '')) : undefined
    yield {
      '@id': act,
      '@type': 'case-investigation:InvestigativeAction',
      'uco-core:name': one.act,
      'uco-core:description': one.subject ?? '',
      'uco-action:startTime': time(one.at),
      'uco-action:endTime': time(one.at),
      'uco-action:performer': { '@id': named(id, 'person', one.actor) },
      ...(item !== undefined && { 'uco-action:result': [{ '@id': named(id, 'item', item.no, item.digest) }] })
    }
  }
  yield {
    '@id': named(id, 'investigation'),
    '@type': 'case-investigation:Investigation',
    'uco-core:name': state.case.title,
    'uco-core:description': state.case.purpose,
    'case-investigation:focus': state.case.form,
    'uco-core:object': [...state.items.map((one) => named(id, 'item', one.no, one.digest)), ...acts].map((one) => ({
      '@id': one
    }))
  }
}

function* markingsOf(all: Iterable<Handling>): Generator<Node> {
  for (const one of [...new Set([...all].flatMap(codesOf))].toSorted())
    yield {
      '@id': named('marking', one),
      '@type': 'uco-marking:MarkingDefinition',
      'uco-marking:definitionType': one.split(':')[0],
      'uco-core:name': one
    }
}
