/** Sources with their yield, addresses that were refused, failed or passed over, and what operators do with a source. */
import Type from 'typebox'
import {
  closed,
  counts,
  cursor,
  flag,
  maybeText,
  maybeWhole,
  number,
  oneOf,
  orNull,
  slug,
  text,
  reason,
  whole,
  wholes,
  type Shape
} from '../fields.ts'

const yielded = Type.Object({ pages: whole, adverts: whole, walls: whole, empty: whole }, closed)

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
    /** Pages that were read and gave no advert, by their kind: `list`, `other`, `wall`, `empty`, `gone`, `error` … */
    passed: counts,
    /** Warnings: `layout-changed`, `wall`, `empty`: hardly any adverts where there were some, and what came instead; `not-rendered`: see `scripts`. */
    alarms: Type.Array(text),
    /** What the newest 50 pages of which an advert was to be expected gave, against those before, and when one last gave an advert. */
    change: Type.Object(
      {
        before: yielded,
        now: yielded,
        lastAdvertAt: maybeText,
        /** Of the newest 50 pages that gave an advert at an earlier visit: how many still give one, and what came instead. */
        turned: Type.Object({ pages: whole, giving: whole, walls: whole, empty: whole }, closed),
        /** Of the newest 50 pages of a source that asks for rendering: how many were read without their scripts. */
        scripts: Type.Object({ pages: whole, missed: whole }, closed)
      },
      closed
    ),
    /** Adverts first seen in each of the last twelve weeks, this week last. */
    weeks: wholes,
    lastAt: maybeText,
    robots: text,
    delayMs: number,
    /** Why and until when it is not asked now: outside its hours, or with a budget spent; of it or of its mandate. Null: it may be asked. */
    rest: orNull(
      Type.Object(
        {
          because: oneOf(['hours', 'day-budget', 'run-budget']),
          of: oneOf(['source', 'mandate']),
          limit: text,
          until: maybeText
        },
        closed
      )
    ),
    /** What was spent on it today, in the time zone of its mandate. */
    today: Type.Object({ pages: whole, bytes: whole, ms: whole }, closed),
    /** Parameters that its pages showed to be sessions: they are left out of addresses. */
    sessions: Type.Array(text),
    /** Hosts that its start addresses send visitors to: followed as another name of the site, or the line to add to its file. */
    sentOn: Type.Array(Type.Object({ from: text, host: text, followed: flag, add: maybeText }, closed))
  },
  closed
)
export type SourceRow = Shape<typeof SourceRow>

/** A host that rests for longer than the moment, with the addresses that wait for it. */
export const RestingHost = Type.Object({ host: text, until: text, because: text, addresses: whole }, closed)

/** GET /api/sources */
export const Sources = Type.Object({ sources: Type.Array(SourceRow), resting: Type.Array(RestingHost) }, closed)
export type Sources = Shape<typeof Sources>

export const AddressRow = Type.Object(
  { id: whole, url: text, state: text, reason: maybeText, detail: maybeText, status: maybeWhole, at: maybeText },
  closed
)
export type AddressRow = Shape<typeof AddressRow>

/** GET /api/sources/:id/addresses?state=refused|failed|passed&reason=&after= ; of `passed` the reason is the kind of page, and must be given. */
export const Addresses = Type.Object({ addresses: Type.Array(AddressRow), next: maybeText }, closed)

export const SourceParameter = Type.Object({ id: slug }, closed)
export const AddressQuery = Type.Object(
  {
    state: oneOf(['refused', 'failed', 'passed']),
    reason: Type.Optional(Type.String({ maxLength: 64 })),
    after: Type.Optional(cursor)
  },
  closed
)

export const sourceActs = ['pause', 'drain', 'resume', 'remove', 'look-again'] as const
export type SourceAct = (typeof sourceActs)[number]

/** POST /api/sources/:id/:act {reason}; `due`: addresses that are due at once because of it. */
export const SourceActParameters = Type.Object({ id: slug, act: oneOf(sourceActs) }, closed)
export const SourceChange = Type.Object({ id: text, state: text, due: whole }, closed)
export type SourceChange = Shape<typeof SourceChange>

const selector = Type.Optional(Type.String({ minLength: 1, maxLength: 2_048 }))
/** Where on a page each field stands, as CSS selectors; what is left out is found by the rules. */
export const Selectors = Type.Object(
  { advert: selector, title: selector, body: selector, price: selector, place: selector, posted: selector },
  closed
)

/** POST /api/source-tries {url, pages, reason}: a dry run by all the rules of the crawl; nothing is kept but the entry in the ledger. */
export const TryBody = Type.Object(
  { url: Type.String({ minLength: 1, maxLength: 2_048 }), pages: Selectors, reason },
  closed
)

const TriedAdvert = Type.Object(
  {
    /** Fields as the page gives them: `title`, `price`, `place`, `posted`, `account`; only those that were found. */
    fields: Type.Array(Type.Object({ name: text, value: text }, closed)),
    /** The text that would be kept, at most 6,000 characters, and the facts in it. */
    text,
    facts: Type.Array(Type.Object({ kind: text, value: text, start: whole, end: whole }, closed))
  },
  closed
)
const TriedPage = Type.Object(
  {
    url: text,
    /** `read`, or why not: a refusal or failure by its reason. */
    outcome: text,
    detail: maybeText,
    status: maybeWhole,
    kind: maybeText,
    links: whole,
    adverts: Type.Array(TriedAdvert)
  },
  closed
)
export const SourceTry = Type.Object(
  {
    robots: Type.Object({ outcome: text, because: text }, closed),
    pages: Type.Array(TriedPage),
    /** What the source would be called. */
    proposal: Type.Object({ id: text, name: text, start: text, hosts: Type.Array(text) }, closed)
  },
  closed
)
export type SourceTry = Shape<typeof SourceTry>

/** POST /api/sources: robots.txt is obeyed and pages are asked no faster than once a second. */
export const AddSourceBody = Type.Object(
  {
    id: slug,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    start: Type.Array(Type.String({ minLength: 1, maxLength: 2_048 }), { minItems: 1, maxItems: 100 }),
    delaySeconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
    pages: Selectors,
    reason
  },
  closed
)
export const SourceAdded = Type.Object({ id: text, due: whole }, closed)
export type SourceAdded = Shape<typeof SourceAdded>
