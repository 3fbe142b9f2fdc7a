/** Routes of the first screen after signing in, and of the numbers beside the doors of the others. */
import { None } from '../../../contract/fields.ts'
import { Home, ScreenCounts } from '../../../contract/desk/home.ts'
import { ReadingParameters, Signs, SignsQuery, TypedReading } from '../../../contract/desk/signs.ts'
import { Called, CalledQuery, Names } from '../../../contract/desk/names.ts'
import { readHome, screenCounts } from '../../../desk/home/home.ts'
import { signsOf } from '../../../desk/home/signs.ts'
import { readTyped } from '../../../desk/facts/typed-reading.ts'
import { closeGuide } from '../../../desk/home/guide.ts'
import { readNames } from '../../../desk/home/names.ts'
import { readCalled } from '../../../desk/networks/called.ts'
import { problem } from '../../problems.ts'
import { done, route, type Route } from '../../route.ts'
import { shownBy } from '../../linker-looks.ts'

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
    run: async ({ store, ground, linkDesk }) => {
      const merges = await shownBy(linkDesk, (desk) => desk.waitingCount(ground))
      return { status: 200, body: await screenCounts(store.pool, ground, merges ?? 0) }
    }
  }),
  route({
    method: 'GET',
    path: '/api/signs',
    access: 'signed-in',
    summary:
      'A list of signs as a checklist: the official one, or one of a form of exploitation; no content, and no act',
    params: None,
    query: SignsQuery,
    body: None,
    answer: Signs,
    run: async (_context, { query }) => ({ status: 200, body: signsOf(query.list ?? 'official') })
  }),
  route({
    method: 'GET',
    path: '/api/readings/{value}',
    access: 'signed-in',
    summary: 'How a number or account that somebody typed is read; never whether it is known',
    params: ReadingParameters,
    query: None,
    body: None,
    answer: TypedReading,
    run: async ({ store, ground }, { params }) => ({
      status: 200,
      body: await readTyped(store.pool, ground, params.value)
    })
  }),
  route({
    method: 'POST',
    path: '/api/guide/close',
    access: 'signed-in',
    summary: 'Close the first steps of the practice instance, for good',
    params: None,
    query: None,
    body: None,
    answer: null,
    run: async ({ store, ground }) => {
      await closeGuide(store.pool, ground)
      return done
    }
  }),
  route({
    method: 'GET',
    path: '/api/names',
    access: 'signed-in',
    summary: 'What people and sites are called; no content, and no act',
    params: None,
    query: None,
    body: None,
    answer: Names,
    run: async ({ store, ground }) => ({ status: 200, body: await readNames(store.pool, ground) })
  }),
  route({
    method: 'GET',
    path: '/api/called',
    access: 'content',
    summary: 'What networks and signals are called, by their numbers',
    params: None,
    query: CalledQuery,
    body: None,
    answer: Called,
    run: async ({ store, ground, vault }, { query }) => {
      const asked = { networks: numbersIn(query.networks), signals: numbersIn(query.signals) }
      return { status: 200, body: await readCalled(store.pool, ground, vault, asked) }
    }
  })
]

function numbersIn(list: string | undefined): number[] {
  return list === undefined ? [] : [...new Set(list.split(',').map(Number))]
}
