/** Accounts at the console: each act says what was done, errors are whole sentences, and lists are tables for people. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { baken, endAll, jsonLines, scratch, type Ran } from '../support/baken.ts'

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
})
