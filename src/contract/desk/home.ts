/** The first screen after signing in: what is new, mine, due and wrong, by role; and what to do first, so that it is never empty. */
import Type from 'typebox'
import { roles } from '../../model/mandate.ts'
import { closed, counts, flag, maybeText, oneOf, orNull, text, whole, type Shape } from '../fields.ts'
import { CaseRow } from '../cases/cases.ts'
import { Referral } from '../cases/referrals.ts'
import { OpenRequest } from './requests.ts'
import { SavedSearch } from './saved-searches.ts'
import { SignalRow } from './signals.ts'

/** What to do first, as codes that the interface has words for. */
export const todoCodes = [
  'choose-mandate',
  'mandate-ends-soon',
  'confirm-proposals',
  'weigh-proposals',
  'answer-questions',
  'figures-late',
  'figures-due',
  'answer-referrals',
  'do-tasks',
  'let-in',
  'read-answers',
  'take-second-looks',
  'hand-over',
  'decide-requests',
  'look-at-grave',
  'go-on-with-mine',
  'look-at-new',
  'weigh-open',
  'search',
  'look-at-alarms',
  'read-failures',
  'add-source',
  'answer-late-requests',
  'answer-requests',
  'check-refusals',
  'check-reading-at-night',
  'read-ledger',
  'erasures-due',
  'accounts-without-mandate',
  'mandates-ending',
  'make-accounts',
  'recognise-signs',
  'check-a-number',
  'report-what-you-saw',
  'wait-for-a-referral',
  'wait-for-a-question'
] as const

export const guideCodes = [
  'read-signal',
  'read-advert',
  'weigh',
  'look-up',
  'search',
  'network',
  'confirm',
  'assign',
  'see-home',
  'own-ledger',
  'who-saw',
  'findings',
  'review-access',
  'look-at-sources',
  'check-number'
] as const

const Todo = Type.Object({ code: oneOf(todoCodes), count: whole }, closed)

export const HomeContent = Type.Object(
  {
    /** New since yesterday (00:00 UTC): signals, adverts, networks. */
    newSignals: whole,
    newAdverts: whole,
    newNetworks: whole,
    /** Adverts found on each of the last fourteen days, today last. */
    days: Type.Array(whole),
    open: whole,
    /** Taken by me, highest priority first, at most 10; so are the others. */
    mine: Type.Array(SignalRow),
    /** Proposed by others: a second person confirms. */
    toConfirm: Type.Array(SignalRow),
    fresh: Type.Array(SignalRow),
    /** Highest priority of all that nobody took. */
    next: Type.Array(SignalRow),
    /** Escalated lately by me or on my proposal: where they went. */
    escalated: Type.Array(SignalRow),
    /** Proposals for cases that wait for a coordinator, what came back among them. */
    proposals: whole,
    /** Whether a value is known elsewhere: for coordinators questions that wait and what others asked since yesterday, else answers since then. */
    questions: whole,
    /** Dismissed signals that were drawn for a second look, which others dismissed and nobody looked at. */
    secondLooks: whole,
    /** Sealed single adverts with grave signs that nobody set aside or asked to open. */
    grave: whole,
    /** Pages at which processing stopped by duty and that nobody handed over; 0 for who is no coordinator. */
    handoffs: whole,
    /** Definitive figures that are late, and those due within 60 days; 0 for who is no coordinator. */
    figuresLate: whole,
    figuresDue: whole,
    /** Asked by others and not decided. */
    requests: Type.Array(OpenRequest),
    /** Asked by me and decided since yesterday. */
    answers: Type.Array(OpenRequest),
    /** Sealed captures that are erased within seven days. */
    erasedSoon: whole,
    /** Followed searches for which something came in since I looked: a line each, however much it was. */
    watches: Type.Array(SavedSearch)
  },
  closed
)

export const HomeOperation = Type.Object(
  {
    sources: whole,
    /** Pages fetched and addresses due now. */
    due: whole,
    failedSinceYesterday: whole,
    refusedSinceYesterday: whole,
    /** Sources that need a look. */
    alarms: Type.Array(Type.Object({ id: text, name: text, alarms: Type.Array(text), lastAt: maybeText }, closed))
  },
  closed
)

export const HomeAudit = Type.Object(
  {
    /** Entries of people since yesterday, over the newest 50,000 of the ledger. */
    acts: whole,
    people: whole,
    refusals: whole,
    /** Acts by code, of people. */
    byAct: counts,
    /** Who read most since yesterday; `night`: between 22 and 6 o'clock in Amsterdam. */
    readers: Type.Array(Type.Object({ actor: text, reads: whole, night: whole }, closed)),
    /** Sealed captures under the mandate in force that are erased within seven days; null without one. */
    erasedSoon: orNull(whole),
    /** Requests of persons about their data that wait for an answer, and those past their term. */
    rights: Type.Object({ open: whole, late: whole }, closed)
  },
  closed
)

export const HomeAccounts = Type.Object(
  {
    active: whole,
    inactive: whole,
    byRole: counts,
    withoutMandate: whole,
    /** In force and ending within thirty days. */
    /** Within thirty days; the last day is null where the term ends within one. */
    mandatesEnding: Type.Array(Type.Object({ id: text, until: text, lastDay: maybeText }, closed))
  },
  closed
)

/** Cases of the reader: to whoever is no member, and was sent none, there is nothing here. */
const HomeCases = Type.Object(
  {
    /** Open ones, those where something waits for me first, at most 10. */
    cases: Type.Array(CaseRow),
    /** Open tasks of mine, and requests for access that I may answer, in all of my open cases. */
    tasks: whole,
    requests: whole,
    /** Sent to me and not answered, or, at a prosecutor, not decided: the newest first, at most 10. */
    referrals: Type.Array(Type.Pick(Referral, ['key', 'kind', 'state', 'by', 'at', 'title'])),
    waiting: whole
  },
  closed
)

const HomeField = Type.Object(
  {
    /** Numbers and accounts that this person had read, newest first, at most 10. */
    looked: Type.Array(
      Type.Object({ at: text, facts: Type.Array(Type.Object({ kind: text, value: text }, closed)) }, closed)
    ),
    /** Own entries in the ledger, and those since yesterday; at most 10,000 are counted. */
    acts: whole,
    actsSinceYesterday: whole
  },
  closed
)

/** GET /api/home: parts that are not of your role are null. */
export const Home = Type.Object(
  {
    role: oneOf(roles),
    since: text,
    demo: flag,
    mandateEnds: maybeText,
    todo: Type.Array(Todo),
    /** On the practice instance: the first steps of the role, ticked by what was done; null elsewhere, and once closed. */
    guide: orNull(Type.Array(Type.Object({ code: oneOf(guideCodes), done: flag }, closed))),
    content: orNull(HomeContent),
    /** Of the roles that may be members of cases. */
    cases: orNull(HomeCases),
    operation: orNull(HomeOperation),
    audit: orNull(HomeAudit),
    accounts: orNull(HomeAccounts),
    /** Officers and partners, who see no content. */
    field: orNull(HomeField)
  },
  closed
)
export type Home = Shape<typeof Home>
export type HomeTodo = Shape<typeof Todo>

/** GET /api/counts: numbers beside the doors of the screens. They are asked often, show nothing else, and are no act. */
export const ScreenCounts = Type.Object(
  {
    open: whole,
    new: whole,
    mine: whole,
    toConfirm: whole,
    escalated: whole,
    dismissed: whole,
    requests: whole,
    /** Reports that nobody read, and those of them that tell of direct danger. */
    reports: whole,
    alerts: whole,
    /** Merges of networks that wait for a person. */
    merges: whole
  },
  closed
)
export type ScreenCounts = Shape<typeof ScreenCounts>
