/** What kind of page this may be, in numbers: what its data, its address and its make say. */
import { wordMap } from '../../text/word-lists.ts'
import type { Block, HtmlDocument } from '../html/document.ts'
import type { BlockSums, ElementShapes } from './element-shapes.ts'

/** Letters, share of links, share of prose, prices, share of the greatest group of likes, kind by data or address, records of state. */
export function kindSigns(document: HtmlDocument, url: string, sums: BlockSums, shapes: ElementShapes): number[] {
  const n = document.blocks.length
  const total = Math.max(1, sums.chars[n] as number)
  let prose = 0
  for (const block of document.blocks as readonly Block[])
    if (block.text.length >= 100 && block.linkLength < block.text.length * 0.3) prose += block.text.length
  let most = 0
  for (let i = 0; i < shapes.alike.length; i++)
    if ((shapes.alike[i] as number) >= 4) most = Math.max(most, shapes.groupChars[i] as number)
  return [
    Math.log2(1 + total),
    (sums.links[n] as number) / total,
    prose / total,
    sums.prices[n] as number,
    most / total,
    statedKind(document, url),
    document.states.length
  ]
}

/** Kinds in the order in which their numbers stand in the trees, from 1 on. */
const kinds = ['article', 'thread', 'product', 'list', 'documentation'] as const
type Kind = (typeof kinds)[number]

/** The number of the kind that data, or else the address, say; 0 when neither does. */
function statedKind(document: HtmlDocument, url: string): number {
  const og = document.metas.get('og:type') ?? ''
  const kind: Kind | undefined =
    kindOfData(document) ??
    (/product/i.test(og) ? 'product' : undefined) ??
    kindOfPath(url) ??
    (/article/i.test(og) ? 'article' : undefined)
  return kind === undefined ? 0 : kinds.indexOf(kind) + 1
}

const dataTypes: readonly (readonly [Kind, RegExp])[] = [
  ['thread', /^(?:DiscussionForumPosting|QAPage|Question)$/],
  ['list', /^(?:CollectionPage|SearchResultsPage|ItemList|OfferCatalog)$/],
  ['product', /^(?:Product|ProductGroup|IndividualProduct)$/],
  ['article', /^(?:(?:News|Tech|Scholarly)?Article|BlogPosting)$/]
]

const typeMark = /"@type"\s{0,3}:\s{0,3}\[?\s{0,40}"(\w{1,40})"/g

function kindOfData(document: HtmlDocument): Kind | undefined {
  const types = new Set<string>()
  for (const script of document.jsonLd) for (const [, type = ''] of script.matchAll(typeMark)) types.add(type)
  return dataTypes.find(([, pattern]) => [...types].some((type) => pattern.test(type)))?.[0]
}

/** The first kind of these that a word of the path or query speaks of. */
const pathOrder = ['thread', 'documentation', 'product', 'list'] as const

function kindOfPath(url: string): Kind | undefined {
  const path = url
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .toLowerCase()
    .slice(0, 500)
  const said = new Set(path.split(/[/.?_=&-]+/).map((word) => pathKinds.get(word)))
  return pathOrder.find((kind) => said.has(kind))
}

const pathKinds = wordMap('kind-paths', (value) => value)
