/** Exports at the console: content needs one mandate, a reason and a person; structure always goes out; both stand in the ledger. */
import assert from 'node:assert/strict'
import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { stringify } from 'yaml'
import type { PastPriority } from '../../src/contract/oversight/past-priority.ts'
import { openKeyring } from '../../src/evidence/keys.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { baken, endAll, jsonLines, scratch, type Ran } from '../support/baken.ts'
import { superuserOf } from '../support/superuser.ts'
import { bringLong, exportIsCut, packageIsRefused } from './withdrawn-midway.ts'

const text = 'Massage in Utrecht, bel 06 12345678'

/** Adverts of one hand, of which a signal is made. */
const ring = ['Anna', 'Emma', 'Sofie', 'Laura', 'Julia', 'Sanne', 'Lisa', 'Eva', 'Noor', 'Tess'].map((name, nth) => ({
  id: `ring${nth}`,
  site: 'prikbord.example',
  title: `${name} in Zwolle`,
  body: `Mijn naam is ${name}, lief en discreet, ik ontvang privé in een rustige straat. Bel nul zes 87 65 43 21 voor een afspraak.`,
  posted_at: new Date(Date.UTC(2026, 1, 2, 9 + 7 * nth + ((nth * nth * 5) % 17), (nth * 13) % 60)).toISOString()
}))

describe('an export at the console', () => {
  let folder: ReturnType<typeof scratch>
  /** Holds the folder, so that its server runs once for all commands. */
  let app: App
  let root: pg.Pool
  const inFolder = (name: string): string => path.join(folder.folder, name)
  const run = (args: readonly string[], stdin = '', environment: Record<string, string> = {}): Promise<Ran> =>
    baken([...args, '--data', inFolder('data')], environment, stdin)

  before(async () => {
    folder = scratch('export-ground')
    await mandate('een')
    const line = { id: 'a1', url: 'http://adverts.example/1', title: 'Massage', body: text, posted_at: '2026-01-01' }
    writeFileSync(inFolder('adverts.jsonl'), [line, ...ring].map((one) => JSON.stringify(one)).join('\n'))
    const imported = await run(['import', inFolder('adverts.jsonl'), '--mandate', 'een'])
    assert.equal(imported.code, 0, imported.stderr)
    const settings = { dataDir: inFolder('data'), databaseUrl: undefined, allowPrivate: true, userAgent: 'test' }
    const opened = await openApp(settings, 'hold')
    if (opened.kind !== 'app') assert.fail(opened.message)
    app = opened.app
    root = superuserOf(settings.dataDir)
    for (const [id, role] of [
      ['ine', 'analyst'],
      ['otto', 'officer'],
      ['cor', 'coordinator']
    ] as const) {
      const added = await run(
        ['user', 'add', id, '--name', id, '--role', role, '--mandate', 'een'],
        `een boomhut voor ${id}\n`
      )
      assert.equal(added.code, 0, added.stderr)
    }
  })
  after(async () => {
    await endAll()
    await root.end()
    await app.close()
    folder.remove()
  })

  /** The advert that is not of the ring. */
  const first = (ran: Ran): Record<string, unknown> | undefined => jsonLines(ran).find(({ id }) => id === 'a1')

  async function mandate(id: string, more: object = {}): Promise<void> {
    const terms = {
      id,
      legal_basis: 'verzonnen',
      purpose: 'proef',
      sources: ['*'],
      granted_by: 'test',
      from: 'today',
      until: '30 days',
      keep: 'open'
    }
    writeFileSync(inFolder(`${id}.yaml`), stringify({ ...terms, ...more }))
    const added = await run(['mandate', 'add', inFolder(`${id}.yaml`)])
    assert.equal(added.code, 0, added.stderr)
    assert.match(added.stderr, new RegExp(`The mandate ${id} was added`))
  }

  test('T27 with one mandate in force content goes out without options, and says that no reason was given', async () => {
    const ran = await run(['export', 'adverts'])
    assert.equal(ran.code, 0, ran.stderr)
    assert.equal(first(ran)?.['body'], text)
    assert.match(ran.stderr, /No reason was given/)
    const given = await run(['export', 'adverts'], '', { BAKEN_REASON: 'zaak 12' })
    assert.equal(given.stderr, '')
  })

  test('where the ledger takes no entry nothing leaves: no row, no heading, no name that was given', async () => {
    const { rows } = await root.query<{ to: string }>(
      `select string_agg(distinct quote_ident(grantee), ', ') as to from information_schema.role_table_grants
       where table_schema = 'baken' and table_name = 'ledger' and privilege_type = 'INSERT' and grantee <> current_user`
    )
    await root.query(`revoke insert on baken.ledger from ${rows[0]?.to}`)
    for (const args of [
      ['adverts'],
      ['captures', '--csv'],
      ['networks', '--links', '--sealed'],
      ['facts', '--as', 'ine']
    ]) {
      const ran = await run(['export', ...args, '--reason', 'zaak 12'], 'een boomhut voor ine\n')
      assert.deepEqual([ran.code, ran.stdout], [1, ''], `${args.join(' ')}: ${ran.stderr}`)
      assert.match(ran.stderr, /The ledger cannot be written: nothing was done/)
    }
    await root.query(`grant insert on baken.ledger to ${rows[0]?.to}`)
  })

  test('T27 --sealed leaves text and facts out', async () => {
    const row = first(await run(['export', 'adverts', '--sealed']))
    assert.deepEqual([row?.['id'], row?.['state'], row?.['body'], row?.['title']], ['a1', 'open', undefined, undefined])
    const captures = await run(['export', 'captures', '--sealed'])
    assert.ok(jsonLines(captures).length > 0 && !/https?:/.test(captures.stdout), 'H7 an address is content')
    assert.ok(row !== undefined && !('url' in row), 'H7 that of an advert too')
    assert.equal((await run(['export', 'facts', '--sealed'])).stdout, '')
  })

  test('T27 --as exports with the name and rights of a user who gives the password', async () => {
    const as = (user: string, password: string): Promise<Ran> =>
      run(['export', 'facts', '--as', user, '--reason', 'proces-verbaal'], `${password}\n`)
    assert.equal((await as('ine', 'een boomhut voor ine')).code, 0)
    for (const [user, password, says] of [
      ['ine', 'verkeerd', /not right/],
      ['otto', 'een boomhut voor otto', /reads no content/],
      ['niemand', 'x', /not right/]
    ] as const) {
      const ran = await as(user, password)
      assert.deepEqual([ran.code, ran.stdout], [3, ''])
      assert.match(ran.stderr, says)
    }
  })

  test('T27 with two mandates in force content needs a mandate and a reason; structure needs neither', async () => {
    await mandate('twee')
    const codes = async (...args: string[]): Promise<number | null> => (await run(['export', ...args])).code
    assert.deepEqual(
      [
        await codes('adverts'),
        await codes('adverts', '--reason', 'x'),
        await codes('adverts', '--mandate', 'een'),
        await codes('networks', '--links'),
        await codes('adverts', '--mandate', 'een', '--reason', 'zaak 12'),
        await codes('networks'),
        await codes('captures'),
        await codes('captures', '--sealed'),
        await codes('adverts', '--sealed')
      ],
      [3, 3, 3, 3, 0, 0, 3, 0, 0]
    )
    const refused = await run(['export', 'facts'])
    assert.deepEqual([refused.stdout, /--mandate.*--reason.*--sealed/.test(refused.stderr)], ['', true])
  })

  test('content of several mandates at once goes out by break-glass only: asked by one person, approved by another, until it is ended', async () => {
    const as = (args: readonly string[], user: string): Promise<Ran> =>
      run([...args, '--as', user, '--reason', 'kind in gevaar'], `een boomhut voor ${user}\n`)
    const exported = (): Promise<Ran> => as(['export', 'adverts', '--break-glass', '1'], 'ine')
    const asked = await as(['break-glass', 'ask', '--mandate', 'een,twee'], 'ine')
    assert.equal(asked.code, 0, asked.stderr)
    const early = await exported()
    assert.deepEqual([early.code, early.stdout, /approve it/.test(early.stderr)], [3, '', true], early.stderr)
    assert.equal((await as(['break-glass', 'approve', '1'], 'ine')).code, 3)
    assert.equal((await as(['break-glass', 'approve', '1'], 'cor')).code, 0)
    const open = await exported()
    assert.deepEqual([open.code, first(open)?.['body']], [0, text], open.stderr)
    assert.equal(
      (await as(['export', 'adverts', '--break-glass', '1'], 'cor')).code,
      3,
      'another person goes through it'
    )
    for (const [what, until] of [
      ['over', `now() - interval '1 second'`],
      ['approved', `now() + interval '1 hour'`]
    ] as const) {
      await root.query(`update baken.break_glass set until = ${until} where id = 1`)
      const ran = what === 'over' ? await exported() : null
      assert.deepEqual([ran?.code ?? 3, ran?.stdout ?? ''], [3, ''], 'its hours are over')
    }
    for (const [user, more] of [
      ['ine', ['--break-glass', '2']],
      ['ine', ['--break-glass', '1', '--mandate', 'drie']],
      ['ine', ['--mandate', 'oefening']],
      ['otto', ['--break-glass', '1']]
    ] as const) {
      const ran = await as(['export', 'adverts', ...more], user)
      assert.deepEqual([ran.code, ran.stdout], [3, ''], `${user} ${more.join(' ')}`)
    }
    const nobody = await run(['export', 'adverts', '--break-glass', '1', '--reason', 'x'])
    assert.deepEqual([nobody.code, nobody.stdout], [3, ''])
    const [row] = jsonLines(await run(['break-glass', 'list', '--json']))
    assert.deepEqual([row?.['state'], row?.['exports'], row?.['decidedBy']], ['approved', 2, 'cor'])
    assert.equal((await as(['break-glass', 'end', '1'], 'ine')).code, 0)
    assert.equal((await exported()).code, 3)
    const other = await as(['export', 'adverts', '--mandate', 'twee'], 'ine')
    assert.deepEqual([other.code, other.stdout, /may not work under twee/.test(other.stderr)], [3, '', true])
  })

  test('T16 a renewed mandate is one ground, and its former name still means it', async () => {
    const file = inFolder('twee-2.yaml')
    writeFileSync(
      file,
      stringify({
        id: 'twee-2',
        legal_basis: 'x',
        purpose: 'x',
        sources: ['*'],
        granted_by: 'x',
        from: 'today',
        until: '5 days'
      })
    )
    const renewed = await run(['mandate', 'renew', 'twee', file])
    assert.equal(renewed.code, 0, renewed.stderr)
    assert.match(
      renewed.stderr,
      /twee-2 was added, renews twee with all that stands under it, and holds from .* until .*included\./
    )
    assert.equal((await run(['mandate', 'withdraw', 'twee', '--reason', 'vervangen'])).code, 0)
    for (const name of ['twee', 'twee-2'])
      assert.equal((await run(['export', 'adverts', '--mandate', name, '--reason', 'x'])).code, 0, name)
    assert.match((await run(['mandate', 'list'])).stdout, /^twee-2 .*in force +twee /m)
    await run(['mandate', 'withdraw', 'twee-2', '--reason', 'klaar'])
    const ended = await run(['export', 'adverts', '--mandate', 'twee-2', '--reason', 'x'])
    assert.deepEqual([ended.code, ended.stdout], [3, ''])
    await root.query(`update baken.mandate set valid_until = now() - interval '1 second' where id = 'een'`)
    for (const more of [[], ['--mandate', 'een'], ['--sealed']]) {
      const over = await run(['export', 'adverts', '--reason', 'x', ...more])
      assert.deepEqual([over.code, over.stdout], [3, ''], 'nothing goes out where no mandate is in force')
    }
    await root.query(`update baken.mandate set valid_until = now() + interval '9 days' where id = 'een'`)
  })

  test('E18 signal show tells how a signal was weighed and that the same comes out, to who may read it', async () => {
    const [listed] = jsonLines(await run(['export', 'signals', '--mandate', 'een', '--reason', 'proef']))
    const show = (user: string, ...more: string[]): Promise<Ran> =>
      run(
        ['signal', 'show', String(listed?.['id']), '--as', user, '--mandate', 'een', ...more],
        `een boomhut voor ${user}\n`
      )
    const shown = await show('ine')
    assert.equal(shown.code, 0, shown.stderr)
    const [past] = jsonLines(shown) as unknown as PastPriority[]
    assert.deepEqual(past?.remade, { verdict: 'same', adverts: 10, erased: 0, changed: 0 })
    assert.ok((past?.reasons.length ?? 0) > 2 && past?.priority === listed?.['priority'])
    const before = await show('ine', '--at', '2020-01-01')
    assert.deepEqual([before.code, before.stdout], [3, ''])
    assert.match(before.stderr, /was not weighed yet at 2020-01-01T00:00:00\.000Z/)
    assert.deepEqual([(await show('otto')).code, (await show('ine', '--at', 'ooit')).code], [3, 2])
    assert.equal((await run(['signal', 'show', '1'])).code, 2, 'who asks is wanted')
  })

  test('with the keys of another Baken an export says what does not open and ends with 1, nothing may be taken in, and nothing is lost', async () => {
    const keys = inFolder('data/keys')
    const adverts = (): Promise<Ran> => run(['export', 'adverts', '--mandate', 'een', '--reason', 'proef'])
    openKeyring(inFolder('other'))
    renameSync(keys, inFolder('keys-of-ours'))
    cpSync(inFolder('other/keys'), keys, { recursive: true })
    try {
      const ran = await adverts()
      assert.deepEqual([ran.code, ran.stdout.includes(text), first(ran)?.['body']], [1, false, undefined])
      const rows = jsonLines(ran).length
      assert.match(
        ran.stderr,
        new RegExp(`${rows} of the adverts do not open: .*was not erased.*\\n.*Put back the keys`)
      )
      const taken = await run(['import', inFolder('adverts.jsonl'), '--mandate', 'een'])
      assert.deepEqual([taken.code, /not the one of this database/.test(taken.stderr)], [3, true], taken.stderr)
    } finally {
      rmSync(keys, { recursive: true })
      renameSync(inFolder('keys-of-ours'), keys)
    }
    assert.equal(first(await adverts())?.['body'], text)
  })

  test('K5 CSV begins with the mark that spreadsheets know, and its lines end as RFC 4180 says', async () => {
    const { stdout } = await run(['export', 'captures', '--csv', '--mandate', 'een'])
    assert.ok(stdout.startsWith('\ufeffid,source,'))
    assert.equal(stdout.split('\n').length, stdout.split('\r\n').length)
  })

  test('a mandate that is withdrawn in the middle of a command cuts an export short, and a package is nowhere', async () => {
    const withdraw = async (): Promise<void> => {
      const ran = await run(['mandate', 'withdraw', 'een', '--reason', 'proef'])
      assert.equal(ran.code, 0, ran.stderr)
    }
    const again = async (): Promise<void> => void (await root.query('update baken.mandate set withdrawn_at = null'))
    const midway = { root, inFolder, run, withdraw, again }
    await bringLong(midway)
    await exportIsCut(midway)
    await packageIsRefused(midway)
  })
})
