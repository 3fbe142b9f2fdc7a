/** Accounts at the console: each act says what was done, errors are whole sentences, and lists are tables for people. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addressOf, baken, endAll, jsonLines, scratch, startBaken, type Ran } from '../support/baken.ts'

describe('baken user', () => {
  let folder: ReturnType<typeof scratch>
  before(() => {
    folder = scratch('accounts')
  })
  after(async () => {
    await endAll()
    folder.remove()
  })

  const user = (args: readonly string[], stdin = ''): Promise<Ran> =>
    baken(['user', ...args, '--data', folder.folder], {}, stdin)
  const password = 'een boomhut in mei\n'

  test('T15 K2 adds, closes and opens an account, changes role and password, and says each time what it did', async () => {
    const steps: readonly [readonly string[], string, number, RegExp][] = [
      [['list'], '', 0, /^There are no users yet/],
      [
        ['add', 'a.jansen', '--name', 'A. Jansen', '--role', 'analyst'],
        password,
        0,
        /The user a\.jansen \(analyst\) was added\./
      ],
      [['add', 'a.jansen', '--name', 'A. Jansen', '--role', 'analyst'], password, 2, /exists; choose another id\./],
      [['add', 'B Jansen', '--name', 'B', '--role', 'analyst'], password, 2, /id: this is not an id; use 1 to 64 of/],
      [
        ['add', 'piet', '--name', 'Piet', '--role', 'analyst'],
        'aaaaaaaaaaaa\n',
        2,
        /password: it is a few characters over and over; use/
      ],
      [['add', 'piet', '--name', 'Piet', '--role', 'baas'], password, 2, /Give --name and --role/],
      [['password', 'a.jansen'], 'Welkom2026!!\n', 2, /guessed first; use a few words/],
      [
        ['password', 'a.jansen'],
        'nog een boomhut\n',
        0,
        /The password of a\.jansen was changed; sessions of a\.jansen have ended\./
      ],
      [['role', 'a.jansen', 'auditor'], '', 0, /a\.jansen is auditor now/],
      [['roles', 'a.jansen', 'baas'], '', 2, /There is no role "baas"/],
      [['deactivate', 'a.jansen'], '', 0, /The account a\.jansen is closed/],
      [['deactivate', 'a.jansen'], '', 2, /no active user a\.jansen/],
      [['list'], '', 0, /a\.jansen +A\. Jansen +auditor +- +closed/],
      [['activate', 'a.jansen'], '', 0, /The account a\.jansen is open again\./],
      [['explode', 'a.jansen'], '', 2, /Say list, add/],
      [['role', 'a.jansen'], '', 2, /Name a role\./]
    ]
    for (const [args, stdin, code, says] of steps) {
      const ran = await user(args, stdin)
      const said = `${ran.stdout}${ran.stderr}`
      assert.equal(ran.code, code, `${args.join(' ')}: ${said}`)
      assert.match(said, says)
    }
    const [one] = jsonLines(await user(['list', '--json']))
    assert.deepEqual([one?.['id'], one?.['role'], one?.['active']], ['a.jansen', 'auditor', true])
  })

  test('T15 a password that the console makes or types for another is changed at the first sign-in, before anything else', async () => {
    const mine = ['--name', 'Nova Nieuw', '--role', 'auditor']
    const added = await user(['add', 'n.nieuw', ...mine])
    assert.match(added.stderr, /one-time password, good until 20.*n\.nieuw chooses another at the first sign-in/)
    const [reset] = jsonLines(await user(['password', 'n.nieuw', '--json']))
    assert.equal((await user(['add', 'typed', ...mine, '--one-time'], password)).code, 0)
    assert.equal((await user(['add', 'own', ...mine], password)).code, 0)
    const running = startBaken(['start', '--roles', 'web', '--port', '0', '--data', folder.folder])
    const address = await addressOf(running)
    /** What a first reading after sign-in answers, and after a password of one's own was chosen. */
    const first = async (id: string, secret: string): Promise<(number | string)[]> => {
      const ask = async (method: string, where: string, body?: object): Promise<Response> =>
        fetch(new URL(where, address), {
          method,
          headers: { 'content-type': 'application/json', cookie },
          ...(body !== undefined && { body: JSON.stringify(body) })
        })
      let cookie = ''
      const signedIn = await ask('POST', '/api/session', { user: id, password: secret })
      if (signedIn.status !== 200) return [signedIn.status]
      cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const before = (await ask('GET', '/api/ledger')).status
      const own = await ask('POST', '/api/session/password', { old: secret, password: 'een eigen vlierboom' })
      cookie = own.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      return [before, own.status, (await ask('GET', '/api/ledger')).status]
    }
    const made = added.stdout.trim()
    assert.match(made, /^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
    assert.deepEqual(await first('n.nieuw', made), [401], 'a later one takes its place')
    assert.deepEqual(await first('n.nieuw', String(reset?.['password'])), [403, 204, 200])
    assert.deepEqual(await first('typed', password.trim()), [403, 204, 200])
    assert.deepEqual(await first('own', password.trim()), [200, 204, 200])
  })
})
