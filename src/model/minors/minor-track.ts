/** The track for minors: its steps with their clocks, its rights, and what may follow on what. */

/** What a member of a file may do; `read` belongs to every member. `names`: see the name of the child and of contacts. */
export const minorRights = ['read', 'work', 'names', 'approve', 'override', 'members'] as const
export type MinorRight = (typeof minorRights)[number]

/** Under age, not known, or not under age as a named person decided. Only the last is no minor. */
export const ages = ['minor', 'doubt', 'adult'] as const

export const minorForms = ['criminal', 'labour', 'sexual', 'other', 'unknown'] as const

export const safeAnswers = ['yes', 'no', 'unknown'] as const
export type SafeAnswer = (typeof safeAnswers)[number]

/** Hours within which somebody answers whether the child is safe. */
export const safeHours = 24

/** Hours from the opening of a file within which each step is done. */
export const stepHours = {
  'protection-told': 24,
  care: 24,
  'second-eyes': 48,
  'non-punishment': 72,
  siblings: 72,
  'school-municipality': 72
} as const satisfies Readonly<Record<string, number>>
export type MinorStep = keyof typeof stepHours
export const minorSteps = Object.keys(stepHours) as readonly MinorStep[]

/** What a task is for. `investigate` waits for the answer whether the child is safe; `contact` names whom. */
export const minorTasks = ['care', 'contact', 'investigate', 'other'] as const

export const transitionKinds = ['assignment', 'transfer', 'referral', 'request'] as const
export const transitionStates = ['in-progress', 'accepted', 'rejected', 'done', 'revoked'] as const
export type TransitionState = (typeof transitionStates)[number]
export const transitionActs = ['accept', 'reject', 'finish', 'revoke'] as const
export type TransitionAct = (typeof transitionActs)[number]

const follows: Readonly<Record<TransitionState, Readonly<Partial<Record<TransitionAct, TransitionState>>>>> = {
  'in-progress': { accept: 'accepted', reject: 'rejected', revoke: 'revoked' },
  accepted: { finish: 'done', revoke: 'revoked' },
  rejected: {},
  done: {},
  revoked: {}
}

/** The state after an act; null: it is not possible in this state. */
export function transitionAfter(state: TransitionState, act: TransitionAct): TransitionState | null {
  return follows[state][act] ?? null
}

/** What another person approves. */
export const minorPapers = ['assessment', 'plan', 'closure'] as const

/** What a closed file teaches. */
export const minorLessons = [
  'spoke-to-mentor',
  'care-first',
  'seen-as-victim',
  'told-late',
  'guardian-involved'
] as const

/** How many closed files something must come from before anything of it is told. */
export const fewestFiles = 5
