/** The questions on which proposals are weighed, and the forms of a case, in the order in which they are asked. */
import type { CaseForm, Criterion, Step, WeighDecision } from '../../../../src/contract/cases/proposals.ts'

/** Records, so that one that is added later is missed here. */
const order: Readonly<Record<Criterion, number>> = {
  severity: 1,
  minors: 2,
  ongoing: 3,
  evidence: 4,
  chance: 5,
  otherwise: 6,
  capacity: 7,
  region: 8,
  age: 9
}
const forms: Readonly<Record<CaseForm, number>> = { labour: 1, sexual: 2, criminal: 3, minors: 4, other: 5 }
const decisions: Readonly<Record<WeighDecision, number>> = {
  'pick-up': 1,
  'other-intervention': 2,
  'hold-until': 3,
  return: 4,
  decline: 5
}

export const criterionNames = namesOf(order)
export const formNames = namesOf(forms)
export const decisionNames = namesOf(decisions)
export const stepNames: readonly Step[] = ['low', 'middle', 'high']

function namesOf<Name extends string>(of: Readonly<Record<Name, number>>): Name[] {
  return (Object.keys(of) as Name[]).toSorted((a, b) => of[a] - of[b])
}
