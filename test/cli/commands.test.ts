/** The command line to the letter: help, exit codes, JSON, refusals, and a quiet end into `head`. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import type { Demo } from '../../demo/server.ts'
import { commands } from '../../src/cli/commands.ts'
import { baken, fresh, endAll, jsonLines, lastJson, scratch, smallWeb, sourceFiles } from '../support/baken.ts'

let web: Demo
let folder: ReturnType<typeof scratch>
/** Two real mandates: one in force for one source, one that ended. */
let data: string
const maxPages = 7

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('cli')
  data = path.join(folder.folder, 'data')
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

test('every command has --help with its usage and exit codes, and knows no other option: exit 0 and 2', async () => {
  assert.ok(commands.length >= 11)
  const ran = await Promise.all([baken(['--help']), ...commands.map((one) => baken([one.name, '--help']))])
  for (const [nth, one] of ran.entries()) {
    assert.equal(one.code, 0, one.stderr)
    assert.match(one.stdout, nth === 0 ? /Usage: baken COMMAND/ : new RegExp(`Usage: baken ${commands[nth - 1]?.name}`))
    assert.match(one.stdout, /0 done, 1 found a problem, 2 wrong usage, 3 refused/)
    assert.match(one.stdout, /--json/)
  }
  const wrong = [
    ['no-such-command'],
    ['crawl', '--colour'],
    ['export', 'nothing'],
    ['crawl'],
    ['inspect'],
    ['verify', '/no/such/file'],
    ['crawl', 'x.yaml', '--max-pages', '0']
  ]
  for (const [nth, one] of (
    await Promise.all(wrong.map((args) => baken([...args, '--data', path.join(folder.folder, 'none')])))
  ).entries()) {
    assert.equal(one.code, 2, `${wrong[nth]?.join(' ')}: ${one.stderr}`)
    assert.equal(one.stdout, '', 'words go to stderr')
    assert.notEqual(one.stderr, '')
  }
})

test('a mandate with problems names each of them; one that ended or does not cover the source lets nothing run: exit 3', async () => {
  const file = (name: string, content: object): string => {
    const full = path.join(folder.folder, name)
    writeFileSync(full, stringify(content))
    return full
  }
  const whole = {
    legal_basis: 'art. 3 Politiewet (proef)',
    purpose: 'proef',
    sources: ['alleen-deze'],
    granted_by: 'test'
  }
  const wrong = await baken([
    'mandate',
    'add',
    file('wrong.yaml', { id: 'Niet Goed', purpose: 'x', colour: 'red', from: '2026-02-31', until: 'ooit' }),
    '--data',
    data
  ])
  assert.equal(wrong.code, 2)
  for (const field of ['id', 'legal_basis', 'colour', 'from', 'until', 'sources', 'granted_by'])
    assert.match(wrong.stderr, new RegExp(`wrong\\.yaml: ${field}: `))
  const ended = await baken([
    'mandate',
    'add',
    file('ended.yaml', { ...whole, id: 'voorbij', from: '2020-01-01', until: '2020-12-31' }),
    '--data',
    data
  ])
  const inForce = await baken([
    'mandate',
    'add',
    file('now.yaml', { ...whole, id: 'geldig', from: '2020-01-01', until: '2999-12-31' }),
    '--data',
    data,
    '--json'
  ])
  assert.deepEqual([ended.code, inForce.code], [0, 0], ended.stderr + inForce.stderr)
  assert.equal(lastJson(inForce).id, 'geldig')
  assert.deepEqual(
    jsonLines(await baken(['mandate', 'list', '--json', '--data', data]))
      .map((row) => row.id)
      .sort(),
    ['geldig', 'voorbij']
  )
  const [werkhal] = web.sources.filter((one) => one.id === 'oefen-werkhal')
  const [source] = sourceFiles(folder.folder, [{ ...werkhal, mandate: undefined }])
  const expired = await baken(['crawl', source ?? '', '--once', '--mandate', 'voorbij', '--data', data])
  assert.equal(expired.code, 3)
  assert.match(expired.stderr, /"voorbij" ended on 2020-12-31/)
  const outside = await baken(['crawl', source ?? '', '--once', '--mandate', 'geldig', '--data', data])
  assert.equal(outside.code, 3)
  assert.match(outside.stderr, /"geldig" does not cover the source "oefen-werkhal"/)
  const demo = await baken(['crawl', source ?? '', '--once', '--demo', '--data', data])
  assert.equal(demo.code, 3, 'the demo is refused on a folder with real mandates')
  const [covered] = sourceFiles(folder.folder, [{ ...werkhal, id: 'alleen-deze', mandate: 'geldig' }])
  const ran = await baken(['crawl', covered ?? '', '--once', '--max-pages', String(maxPages), '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  const summary = lastJson(ran)
  assert.deepEqual([summary.pages, summary.captures], [maxPages, maxPages], '--max-pages captures exactly so many')
  const keys = ['pages', 'adverts', 'bytes', 'captures', 'networks', 'signals', 'refused', 'failed', 'seconds']
  assert.deepEqual(Object.keys(summary), keys)
  assert.equal(ran.stdout.trim().split('\n').length, 1, 'nothing but data on stdout')
})

test('D8 an export into head ends quietly, and its database server with it', async () => {
  const command = `'${process.execPath}' --disable-warning=ExperimentalWarning '${path.join(import.meta.dirname, '../../src/cli/main.ts')}' export captures --sealed --data '${data}'`
  const shell = spawn('bash', ['-c', `set -o pipefail; ${command} | head -1; echo "code \${PIPESTATUS[0]}"`], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let [out, err] = ['', '']
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  await new Promise((resolve) => shell.once('close', resolve))
  const [first = '', code] = out.trim().split('\n')
  assert.equal(code, 'code 0')
  assert.equal(err, '')
  assert.ok('segment' in (JSON.parse(first) as object))
  const left = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(data))
  assert.deepEqual(left.map(commandOf), [])
})

test('D1 an advert that begins like a formula is inert in CSV', async () => {
  const own = path.join(folder.folder, 'formula')
  const file = path.join(folder.folder, 'formula.jsonl')
  const titles = ['=HYPERLINK("http://x.example")', '+1+1', '-2', '@SUM(A1)', '\t=1', 'gewoon, met "komma"']
  writeFileSync(
    file,
    titles
      .map((title, nth) => JSON.stringify({ id: `=id${nth}`, url: `https://site.example/${nth}`, title, body: title }))
      .join('\n')
  )
  const mandate = path.join(folder.folder, 'open.yaml')
  writeFileSync(
    mandate,
    stringify({
      id: 'open',
      legal_basis: 'proef',
      purpose: 'proef',
      sources: ['*'],
      granted_by: 'test',
      from: '2020-01-01',
      until: '2999-12-31',
      keep: 'open'
    })
  )
  assert.equal((await baken(['mandate', 'add', mandate, '--data', own])).code, 0)
  assert.equal((await baken(['import', file, '--data', own])).code, 0)
  const ran = await baken(['export', 'adverts', '--csv', '--data', own])
  assert.equal(ran.code, 0, ran.stderr)
  assert.ok(ran.stdout.includes('HYPERLINK') && ran.stdout.includes('SUM(A1)'), 'the text is not in the export')
  for (const cell of ran.stdout.matchAll(/(?:^|,|\n)"?([=+@\t-][^\d,][^,\n]*)/g)) assert.fail(`a live cell: ${cell[1]}`)
})

test('inspect url, robots, page and text answer in the documented shape', async () => {
  const robots = path.join(folder.folder, 'robots.txt')
  const page = path.join(folder.folder, 'page.html')
  writeFileSync(robots, 'User-agent: *\nDisallow: /intern/\nAllow: /intern/open\n')
  writeFileSync(
    page,
    '<!doctype html><html lang="nl"><title>Fiets te koop</title><body><article><h1>Fiets te koop</h1><p>Een goede fiets, weinig gebruikt en net nagekeken. Bel 06 1234 5678 na zessen.</p></article><a href="/b">b</a></body></html>'
  )
  const lines = '{"id":"1","text":"bel 06 1234 5678","region":"NL"}\nno json\n{"id":"2","text":"niets"}\n'
  const [url, rules, read, text, bad] = await Promise.all([
    baken([
      'inspect',
      'url',
      '--base',
      'http://a.example/x/',
      '../b?utm_source=1#c',
      'javascript:void(0)',
      'http://b.example:80/'
    ]),
    baken([
      'inspect',
      'robots',
      '--agent',
      'Baken',
      '--robots',
      robots,
      'http://a.example/intern/x',
      'http://a.example/intern/open',
      'http://a.example/'
    ]),
    baken(['inspect', 'page', page, '--url', 'http://a.example/a', '--json']),
    baken(['inspect', 'text', 'bel', '06', '1234', '5678']),
    baken(['inspect', 'text', '--jsonl'], {}, lines)
  ])
  const urls = jsonLines(url)
  assert.deepEqual(
    urls.map((row) => row.ref),
    ['../b?utm_source=1#c', 'javascript:void(0)', 'http://b.example:80/']
  )
  assert.deepEqual(
    [urls[0]?.refused, urls[0]?.url, urls[2]?.canonical],
    [null, 'http://a.example/b?utm_source=1#c', 'http://b.example/']
  )
  assert.ok(urls[1]?.canonical === null && typeof urls[1]?.refused === 'string')
  assert.deepEqual(
    jsonLines(rules).map((row) => row.allowed),
    [false, true, true]
  )
  for (const row of jsonLines(rules)) assert.deepEqual(Object.keys(row), ['url', 'allowed', 'rule'])
  const made = lastJson(read) as {
    kind: string
    title: string
    text: string
    links: { url: string }[]
    facts: { kind: string; value: string }[]
  }
  assert.equal(made.title, 'Fiets te koop')
  assert.ok(made.links.some((link) => link.url === 'http://a.example/b'))
  assert.ok(made.facts.some((fact) => fact.kind === 'phone' && fact.value === '+31612345678'))
  const [spoken] = jsonLines(text) as { facts: { value: string; start: number; end: number; raw: string }[] }[]
  assert.deepEqual(
    spoken?.facts.map((fact) => [fact.value, fact.start, fact.end, fact.raw]),
    [['+31612345678', 4, 16, '06 1234 5678']]
  )
  assert.equal(bad.code, 1)
  assert.match(bad.stderr, /line 2: /)
  const rows = jsonLines(bad) as { id: string; facts: object[] }[]
  assert.deepEqual(
    rows.map((row) => [row.id, row.facts.length]),
    [
      ['1', 1],
      ['2', 0]
    ]
  )
  for (const key of ['kind', 'value', 'raw', 'start', 'end', 'method', 'confidence'])
    assert.ok(key in (rows[0]?.facts[0] ?? {}), key)
})

test('source try tells what would be fetched and extracted, or that a name does not exist, and keeps nothing; doctor finds this machine fit', async () => {
  const own = path.join(folder.folder, 'tried')
  const [tried, unknown, refused, secret, doctor] = await Promise.all([
    baken(
      ['source', 'try', web.sources.find((one) => one.id === 'oefen-werkhal')?.start[0] ?? '', '--data', own],
      fresh
    ),
    baken(['source', 'try', 'http://nergens.invalid/', '--data', own], fresh),
    baken(['source', 'try', 'file:///etc/passwd', '--data', own], fresh),
    baken(['source', 'try', 'https://gast:geheim-woord@nergens.invalid/', '--data', own], fresh),
    baken(['doctor', '--json', '--data', own])
  ])
  assert.equal(tried.code, 0, tried.stderr)
  const rows = jsonLines(tried)
  assert.equal(rows[0]?.what, 'robots')
  assert.ok(rows.filter((row) => row.what === 'page' && row.status === 200).length >= 2)
  assert.deepEqual(
    jsonLines(unknown).map(({ what, outcome, reason }) => ({ what, outcome, reason })),
    [
      { what: 'robots', outcome: 'disallow-all', reason: undefined },
      { what: 'page', outcome: 'failed', reason: 'dns' }
    ]
  )
  assert.equal(refused.code, 3)
  assert.deepEqual([secret.code, /geheim-woord/.test(secret.stderr + secret.stdout)], [3, false], secret.stderr)
  assert.equal(doctor.code, 0, doctor.stdout)
  assert.ok(jsonLines(doctor).length > 0)
  assert.deepEqual(readdirSync(own), [], 'something was kept')
})

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
