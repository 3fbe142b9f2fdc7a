/** What tests of coordination share: proposals that wait, of one urgency or another. */
import type { Proposal } from '../../../src/contract/cases/proposals.ts'
import { done, networkOf } from '../cases/cases.ts'
import type { Running } from '../running.ts'

/** Bundles a signal of its own and offers it; `daysAgo`: when it was offered, and so how much of its time is over. */
export async function offered(
  at: Running,
  title: string,
  urgency: 'low' | 'middle' | 'high',
  daysAgo = 0
): Promise<number> {
  const analyst = await at.as('analyst')
  const parts = [{ kind: 'signal', id: (await networkOf(at)).signal }]
  const { id, version } = done<Proposal>(
    await analyst.ask('POST', '/api/proposals', { title, form: 'labour', urgency, parts })
  )
  done(await analyst.ask('POST', `/api/proposals/${id}/offer`, { version }))
  if (daysAgo > 0)
    await at.world.store.root.query(
      'update baken.proposal set offered_at = offered_at - make_interval(days => $2), due_on = due_on - $2::int where id = $1',
      [id, daysAgo]
    )
  return id
}
