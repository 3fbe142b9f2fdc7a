/** Routes of the first screen after signing in, and of the numbers beside the doors of the others. */
import { None } from '../contract/fields.ts'
import { Home, ScreenCounts } from '../contract/home.ts'
import { readHome, screenCounts } from '../desk/home.ts'
import { problem } from './problems.ts'
import { route, type Route } from './route.ts'

export const homeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/home',
    access: 'signed-in',
    summary: 'The first screen: what is new, mine, due and wrong, by role, and what to do first',
    params: None,
    query: None,
    body: None,
    answer: Home,
    run: async ({ store, ground, vault, session, demo }) => {
      if (session === null) return problem('signed-out')
      const { user, mandate } = session
      const asked = { role: user.role, demo, mandateEnds: mandate?.until ?? null, now: new Date() }
      return { status: 200, body: await readHome(store.pool, ground, vault, asked) }
    }
  }),
  route({
    method: 'GET',
    path: '/api/counts',
    access: 'content',
    summary: 'Numbers beside the doors of the screens; asked often, and no act',
    params: None,
    query: None,
    body: None,
    answer: ScreenCounts,
    run: async ({ store, ground }) => ({ status: 200, body: await screenCounts(store.pool, ground) })
  })
]
