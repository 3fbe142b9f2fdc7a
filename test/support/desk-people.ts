/** People at a running practice desk without a browser: signed in over HTTP, and adverts opened by two of them. */
import assert from 'node:assert/strict'

export interface Person {
  (method: string, where: string, body?: object): Promise<Record<string, unknown>>
  /** The cookie of the session, for a request of the test's own. */
  readonly cookie: () => string
}

/** Signs a practice user in under the practice mandate. Each call must succeed. */
export async function person(address: string, user: string): Promise<Person> {
  let cookie = ''
  const ask = async (method: string, where: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(new URL(where, address), {
      method,
      headers: { 'content-type': 'application/json', cookie },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${where}: ${answer.status} ${text}`)
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  }
  await ask('POST', '/api/session', { user, password: `oefenen-${user}` })
  await ask('PUT', '/api/session/mandate', { mandate: 'oefening', reason: 'Browsertest' })
  return Object.assign(ask, { cookie: () => cookie })
}

/** Opens the adverts 1 to `count`: one person asks, another grants. */
export async function openAll(address: string, count: number): Promise<void> {
  const [first, second] = [await person(address, 'analyst'), await person(address, 'analyst-2')]
  for (let id = 1; id <= count; id++) {
    // A signal may have opened it before.
    if ((await first('GET', `/api/adverts/${id}`))['state'] === 'open') continue
    const request = await first('POST', `/api/adverts/${id}/request`, { reason: 'Browsertest' })
    await second('POST', `/api/requests/${request['id'] as number}/grant`, { reason: 'Akkoord' })
  }
}
