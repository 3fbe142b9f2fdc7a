/** People at a running desk without a browser: signed in by the interface itself, each in a session of its own. */
import assert from 'node:assert/strict'

export interface Person {
  /** The answer of a route, as its JSON; fails the test when it is no 200. */
  ask<T>(method: string, path: string, body?: object): Promise<T>
  /** An act that answers nothing; fails the test when it is refused. */
  act(method: string, path: string, body: object): Promise<void>
  /** The cookie of the session, for a request of the test's own. */
  cookie(): string
}

/** Signs a user in at a desk, under the first mandate of the account: a practice user, unless a password is given. */
export async function personAt(
  address: string,
  user: string,
  { password = `oefenen-${user}` }: { readonly password?: string } = {}
): Promise<Person> {
  let cookie = ''
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(new URL(path, address), {
      method,
      headers: { ...(cookie !== '' && { cookie }), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return answer
  }
  const session = (await (await send('POST', '/api/session', { user, password })).json()) as {
    mandates: { id: string }[]
  }
  const [mandate] = session.mandates
  if (mandate !== undefined) await send('PUT', '/api/session/mandate', { mandate: mandate.id, reason: 'Browsertest' })
  return {
    ask: async <T>(method: string, path: string, body?: object) => (await send(method, path, body)).json() as T,
    act: async (method, path, body) => void (await send(method, path, body)),
    cookie: () => cookie
  }
}

/** A practice user at a desk. */
export type People = (user: string) => Promise<Person>

/** Each signs in once: a password takes a tenth of a second of work. */
export function peopleAt(address: string): People {
  const signedIn = new Map<string, Promise<Person>>()
  return (user) => {
    const person = signedIn.get(user) ?? personAt(address, user)
    signedIn.set(user, person)
    return person
  }
}

/** Opens these adverts: one practice user asks, another grants. */
export async function openAdverts(address: string, ids: readonly number[]): Promise<void> {
  const [first, second] = [await personAt(address, 'analyst'), await personAt(address, 'analyst-2')]
  for (const id of ids) {
    // A signal may have opened it before.
    if ((await first.ask<{ state: string }>('GET', `/api/adverts/${id}`)).state === 'open') continue
    const request = await first.ask<{ id: number }>('POST', `/api/adverts/${id}/request`, { reason: 'Browsertest' })
    await second.act('POST', `/api/requests/${request.id}/grant`, { reason: 'Akkoord' })
  }
}
