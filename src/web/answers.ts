/** What goes out, as schemas: the document of the interface shows them, and a test holds real answers and the types of contract.ts to them. */
import Type from 'typebox'
import { roles } from '../model/mandate.ts'

const closed = { additionalProperties: false }
const text = Type.String()
const number = Type.Number()
const whole = Type.Integer()
const flag = Type.Boolean()
const maybeText = Type.Union([text, Type.Null()])
const maybeWhole = Type.Union([whole, Type.Null()])
const counts = Type.Record(text, whole)
const anything = Type.Record(text, Type.Unknown())
const count = Type.Object({ value: whole, exact: flag }, closed)
const bothLanguages = Type.Object({ nl: text, en: text }, closed)
const span = Type.Tuple([whole, whole])

function oneOf<const Names extends readonly string[]>(names: Names) {
  return Type.Unsafe<Names[number]>(Type.String({ enum: [...names] }))
}

const advertState = oneOf(['sealed', 'open', 'erased'])

const mandateFields = {
  id: text,
  legalBasis: text,
  purpose: text,
  until: text,
  keep: oneOf(['sealed', 'open']),
  eraseAfterDays: whole
}
export const MandateSummary = Type.Object(mandateFields, closed)

export const Session = Type.Object(
  {
    user: Type.Object({ id: text, name: text, role: oneOf(roles) }, closed),
    mandates: Type.Array(MandateSummary),
    mandate: Type.Union([MandateSummary, Type.Null()]),
    demo: flag
  },
  closed
)

export const Problem = Type.Object(
  { error: text, message: text, detail: Type.Optional(Type.Record(text, Type.Union([text, number]))) },
  closed
)

const signalFields = {
  id: whole,
  network: maybeWhole,
  state: oneOf(['new', 'taken', 'proposed', 'escalated', 'dismissed', 'ended']),
  version: whole,
  priority: number,
  adverts: whole,
  sites: Type.Array(text),
  places: Type.Array(text),
  firstSeen: text,
  lastSeen: text,
  assignedTo: maybeText,
  proposedBy: maybeText,
  top: Type.Array(text)
}
export const SignalRow = Type.Object(signalFields, closed)
export const SignalList = Type.Object({ signals: Type.Array(SignalRow), count, next: maybeText }, closed)

export const Reason = Type.Object(
  {
    indicator: text,
    direction: oneOf(['for', 'against', 'context']),
    points: number,
    evidence: text,
    title: bothLanguages,
    sentence: bothLanguages,
    caution: Type.Union([bothLanguages, Type.Null()]),
    source: text,
    seenIn: Type.Array(Type.Object({ advert: whole, spans: Type.Array(span) }, closed))
  },
  closed
)

export const LinkRow = Type.Object(
  {
    id: whole,
    a: whole,
    b: whole,
    kind: text,
    value: maybeText,
    key: maybeText,
    rarity: number,
    state: text,
    madeAt: text
  },
  closed
)

export const Member = Type.Object(
  {
    advert: whole,
    state: advertState,
    title: maybeText,
    site: text,
    url: maybeText,
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    links: Type.Array(LinkRow)
  },
  closed
)

export const Weighing = Type.Object(
  {
    act: oneOf(['take', 'release', 'dismiss', 'propose', 'confirm', 'reject', 'reopen']),
    by: text,
    at: text,
    reason: text,
    priority: number
  },
  closed
)

export const Signal = Type.Object(
  {
    ...signalFields,
    reasons: Type.Array(Reason),
    weighVersion: whole,
    members: Type.Array(Member),
    membersCount: whole,
    weighings: Type.Array(Weighing)
  },
  closed
)

export const SearchHit = Type.Object(
  {
    advert: whole,
    state: oneOf(['sealed', 'open']),
    site: text,
    source: maybeText,
    url: maybeText,
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    network: maybeWhole,
    title: maybeText,
    snippet: Type.Union([Type.Object({ text, marks: Type.Array(span) }, closed), Type.Null()]),
    matches: whole,
    request: Type.Union([oneOf(['asked', 'granted', 'refused']), Type.Null()])
  },
  closed
)

export const SearchResult = Type.Object(
  {
    results: Type.Array(SearchHit),
    count,
    understood: Type.Object(
      { words: Type.Array(text), facts: Type.Array(Type.Object({ kind: text, value: text }, closed)) },
      closed
    ),
    sources: Type.Array(Type.Object({ id: text, count: whole }, closed)),
    tookMs: whole,
    next: maybeText
  },
  closed
)

export const OpenRequest = Type.Object(
  {
    id: whole,
    advert: whole,
    site: text,
    by: text,
    at: text,
    reason: text,
    state: oneOf(['asked', 'granted', 'refused']),
    decidedBy: maybeText,
    decidedAt: maybeText,
    decidedBecause: maybeText
  },
  closed
)
export const OpenRequests = Type.Object({ requests: Type.Array(OpenRequest) }, closed)

export const FactRow = Type.Object(
  {
    ordinal: whole,
    kind: text,
    value: text,
    raw: text,
    spans: Type.Array(span),
    method: text,
    confidence: number,
    state: oneOf(['proposed', 'confirmed', 'rejected']),
    decidedBy: maybeText,
    adverts: whole
  },
  closed
)
export const FactDecision = Type.Object({ fact: FactRow, networksChanged: whole }, closed)
export const NetworksChanged = Type.Object({ networksChanged: whole }, closed)

export const Custody = Type.Object(
  {
    capture: text,
    url: maybeText,
    status: whole,
    seenAt: text,
    bytes: whole,
    truncated: maybeText,
    state: advertState,
    eraseAt: maybeText,
    segment: text,
    offset: whole,
    recordDigest: text,
    mandate: text,
    ledgerNo: maybeWhole,
    verdict: oneOf(['intact', 'damaged', 'missing'])
  },
  closed
)

const Reading = Type.Object(
  { title: text, text, language: text, account: maybeText, postedAt: maybeText, facts: Type.Array(FactRow) },
  closed
)
const AdvertVersion = Type.Object(
  { version: whole, seenAt: text, reading: Type.Union([Reading, Type.Null()]), custody: Custody },
  closed
)

export const Advert = Type.Object(
  {
    id: whole,
    state: advertState,
    site: text,
    source: maybeText,
    url: maybeText,
    firstSeen: text,
    lastSeen: text,
    gone: flag,
    network: maybeWhole,
    signal: maybeWhole,
    openedBecause: maybeText,
    openedBy: maybeText,
    openedAt: maybeText,
    versions: Type.Array(AdvertVersion),
    links: Type.Array(LinkRow)
  },
  closed
)

const Judgement = Type.Object(
  { id: whole, kind: text, a: maybeWhole, b: maybeWhole, by: text, at: text, reason: text, undone: flag },
  closed
)
const Template = Type.Object({ parts: Type.Array(Type.Object({ text, slot: flag }, closed)), members: whole }, closed)

const wholes = Type.Array(whole)
const NetworkEvent = Type.Object(
  { at: text, kind: text, networks: wholes, adverts: wholes, value: maybeText, because: text },
  closed
)
const MemberThen = Type.Object(
  { advert: whole, state: advertState, title: maybeText, site: text, networkNow: maybeWhole },
  closed
)
const NetworkThen = Type.Object(
  { at: text, adverts: whole, knownSince: maybeText, members: Type.Array(MemberThen), seenByThen: whole },
  closed
)

export const Network = Type.Object(
  {
    id: whole,
    adverts: whole,
    firstSeen: maybeText,
    lastSeen: maybeText,
    signal: maybeWhole,
    members: Type.Array(Member),
    links: Type.Array(LinkRow),
    events: Type.Array(NetworkEvent),
    judgements: Type.Array(Judgement),
    template: Type.Union([Template, Type.Null()]),
    asOf: Type.Union([NetworkThen, Type.Null()])
  },
  closed
)

const WaitingMerge = Type.Object(
  {
    a: whole,
    b: whole,
    networkA: maybeWhole,
    networkB: maybeWhole,
    sizeA: whole,
    sizeB: whole,
    kind: text,
    value: maybeText
  },
  closed
)
export const Merges = Type.Object({ linker: flag, merges: Type.Array(WaitingMerge) }, closed)

const HubRow = Type.Object(
  {
    kind: text,
    key: text,
    value: maybeText,
    because: oneOf(['seed', 'analyst', 'company']),
    adverts: whole,
    groups: whole
  },
  closed
)
const HubWord = Type.Object(
  {
    judgement: whole,
    kind: oneOf(['own', 'hub']),
    valueKind: text,
    key: text,
    value: maybeText,
    by: text,
    at: text,
    reason: text
  },
  closed
)
export const Hubs = Type.Object(
  { linker: flag, hubs: Type.Array(HubRow), count: whole, words: Type.Array(HubWord) },
  closed
)

const Hop = Type.Object({ from: whole, to: whole, kind: text, value: maybeText, rarity: whole }, closed)
export const Explanation = Type.Object({ linker: flag, path: Type.Union([Type.Array(Hop), Type.Null()]) }, closed)

export const SourceRow = Type.Object(
  {
    id: text,
    name: text,
    mandate: text,
    state: text,
    hosts: Type.Array(text),
    due: whole,
    done: whole,
    captures: whole,
    adverts: whole,
    networks: whole,
    signals: whole,
    bytes: whole,
    refused: counts,
    failed: counts,
    alarms: Type.Array(text),
    lastAt: maybeText,
    robots: text,
    delayMs: number
  },
  closed
)
export const Sources = Type.Object({ sources: Type.Array(SourceRow) }, closed)

export const AddressRow = Type.Object(
  { id: whole, url: text, state: text, reason: maybeText, detail: maybeText, status: maybeWhole, at: maybeText },
  closed
)
export const Addresses = Type.Object({ addresses: Type.Array(AddressRow), next: maybeText }, closed)

const LedgerRow = Type.Object(
  { no: whole, at: text, actor: text, mandate: maybeText, act: text, subject: maybeText, detail: anything, hash: text },
  closed
)
export const LedgerPage = Type.Object(
  { entries: Type.Array(LedgerRow), next: maybeWhole, chain: oneOf(['intact', 'broken']) },
  closed
)

export const DemoUsers = Type.Object(
  { users: Type.Array(Type.Object({ id: text, name: text, role: oneOf(roles), password: text }, closed)) },
  closed
)
