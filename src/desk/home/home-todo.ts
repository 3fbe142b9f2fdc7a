/** What to do first, from what the first screen found: the most pressing first, and always something. Pure. */
import type { Home, HomeTodo } from '../../contract/desk/home.ts'
import { caseRoles, contentRoles } from '../../model/mandate.ts'

export interface Found extends Pick<
  Home,
  'role' | 'mandateEnds' | 'content' | 'cases' | 'operation' | 'audit' | 'accounts'
> {
  readonly mandate: string | null
  readonly now: Date
}

const soonMs = 14 * 86_400_000
/** Roles whose work needs a mandate. */
const underMandate: readonly string[] = [...caseRoles, 'operator']

/** Codes with how many; only what there is, and one thing to begin with where there is nothing. */
export function todoOf(found: Found): HomeTodo[] {
  if (found.mandate === null && underMandate.includes(found.role)) return [{ code: 'choose-mandate', count: 1 }]
  const todo = [
    ...casesTodo(found),
    ...contentTodo(found),
    ...operationTodo(found),
    ...auditTodo(found),
    ...accountsTodo(found)
  ]
  const pressing = todo.filter((one) => one.count > 0)
  return pressing.length > 0 ? pressing : firstOf(found).map((code) => ({ code, count: 0 }))
}

function firstOf({ role }: Found): readonly HomeTodo['code'][] {
  if (contentRoles.includes(role)) return ['search']
  if (role === 'operator') return ['add-source']
  if (role === 'auditor') return ['read-ledger']
  if (role === 'administrator') return ['make-accounts']
  if (role === 'prosecutor') return ['wait-for-a-referral']
  if (role === 'expert') return ['wait-for-a-question']
  return role === 'officer'
    ? ['report-what-you-saw', 'recognise-signs', 'check-a-number']
    : ['report-what-you-saw', 'recognise-signs']
}

/** What waits in a case comes before the queue: somebody is counting on it. */
function casesTodo({ cases }: Found): HomeTodo[] {
  if (cases === null) return []
  return [
    { code: 'answer-referrals', count: cases.waiting },
    { code: 'do-tasks', count: cases.tasks },
    { code: 'let-in', count: cases.requests }
  ]
}

function contentTodo({ content, mandateEnds, now, role }: Found): HomeTodo[] {
  if (content === null) return []
  const ends = mandateEnds === null ? Infinity : Date.parse(mandateEnds) - now.getTime()
  const confirm = { code: 'confirm-proposals', count: content.toConfirm.length } as const
  const mine = { code: 'go-on-with-mine', count: content.mine.length } as const
  return [
    { code: 'mandate-ends-soon', count: ends < soonMs ? 1 : 0 },
    // A coordinator decides on what others proposed before anything else.
    ...(role === 'coordinator' ? [confirm, mine] : [mine, confirm]),
    ...(role === 'coordinator'
      ? [
          { code: 'hand-over', count: content.handoffs } as const,
          { code: 'weigh-proposals', count: content.proposals } as const,
          { code: 'answer-questions', count: content.questions } as const,
          { code: 'figures-late', count: content.figuresLate } as const,
          { code: 'figures-due', count: content.figuresDue } as const
        ]
      : [{ code: 'read-answers', count: content.questions } as const]),
    { code: 'decide-requests', count: content.requests.length },
    { code: 'look-at-new', count: content.newSignals },
    { code: 'look-at-grave', count: content.grave },
    { code: 'take-second-looks', count: content.secondLooks },
    { code: 'weigh-open', count: content.open }
  ]
}

function operationTodo({ operation, role }: Found): HomeTodo[] {
  if (operation === null) return []
  return [
    { code: 'look-at-alarms', count: operation.alarms.length },
    ...(role === 'operator' ? [{ code: 'read-failures', count: operation.failedSinceYesterday } as const] : []),
    ...(operation.sources === 0 ? [{ code: 'add-source', count: 1 } as const] : [])
  ]
}

function auditTodo({ audit }: Found): HomeTodo[] {
  if (audit === null) return []
  return [
    { code: 'answer-late-requests', count: audit.rights.late },
    { code: 'check-refusals', count: audit.refusals },
    { code: 'check-reading-at-night', count: audit.readers.filter((one) => one.night > 0).length },
    { code: 'answer-requests', count: audit.rights.open - audit.rights.late },
    { code: 'erasures-due', count: audit.erasedSoon ?? 0 },
    { code: 'read-ledger', count: audit.acts }
  ]
}

function accountsTodo({ accounts }: Found): HomeTodo[] {
  if (accounts === null) return []
  return [
    { code: 'accounts-without-mandate', count: accounts.withoutMandate },
    { code: 'mandates-ending', count: accounts.mandatesEnding.length }
  ]
}
