/** What routes of cases share: the desk they work at, and telling the screens of members that something changed. */
import type { Case } from '../../../contract/cases/cases.ts'
import type { Desk } from '../../../desk/adverts/vault.ts'
import type { Outcome } from '../../../desk/outcome.ts'
import { answerOf, type RouteAnswer, type RouteContext } from '../../route.ts'

export const deskOf = ({ store, ground, vault }: RouteContext): Desk => ({ pool: store.pool, ground, vault })

/** The case after an act; only its members' screens hear of it. */
export function told(
  { casesChanged }: RouteContext,
  outcome: Outcome<Case>,
  more: readonly string[] = []
): RouteAnswer {
  if (outcome.kind === 'done') casesChanged([...outcome.value.people.map((one) => one.user), ...more])
  return answerOf(outcome)
}
