/** Replays at the interface: opened content only, each written down, an address that is good once, and a page without anything that asks. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request as ask } from 'node:http'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import type { Replay } from '../../../src/contract/replay.ts'
import { withGround } from '../../../src/store/ground.ts'
import { createFrameServer } from '../../../src/web/replay/frame-server.ts'
import { createFrames, type Frames } from '../../../src/web/replay/frames.ts'
import { sampleAdverts } from '../../support/sample.ts'
import { errorOf, json, signIn, startInterface, type Browser, type Running } from '../running.ts'
import { storeParts } from './parts.ts'

const site = 'http://fotos.example'
const framing = { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' }
const notHere = { status: 404, text: 'Not here.\n' }

describe('replays', () => {
  let at: Running
  let server: FastifyInstance
  let frames: Frames
  let port = 0
  let clock = Date.now()
  /** Adverts whose pages: have pictures; offer a minor; show a sealed advert too; are sealed. */
  let ids: readonly number[] = []
  let picture: Buffer
  let listed: Buffer

  before(async () => {
    frames = createFrames({ kind: 'port', port: () => port }, () => clock)
    at = await startInterface({ frames })
    server = createFrameServer(frames, {})
    await server.listen({ host: '127.0.0.1', port: 0 })
    const [address] = server.addresses()
    port = typeof address === 'object' ? address.port : 0
    const drawn = (colour: string) =>
      sharp({ create: { width: 300, height: 200, channels: 3, background: colour } })
        .composite([
          {
            input: Buffer.from(
              '<svg width="300" height="200"><circle cx="90" cy="80" r="60" fill="#084"/><path d="M10 190L280 20" stroke="#fff" stroke-width="9"/></svg>'
            )
          }
        ])
        .png()
        .toBuffer()
    ;[picture, listed] = await Promise.all([drawn('#c33'), drawn('#33c')])
    const world = at.world
    ids = await sampleAdverts(world, [
      {
        title: 'Met beeld',
        url: `${site}/ad/1`,
        body: `Zij is Colom<b>biaanse</b>. <img src="een.png" alt="een"><img src="dicht.png" alt="dicht"><img src="nooit.png" alt="nooit"><img src="gelijst.png" alt="lijst">
          <link rel=stylesheet href="/site.css"><script src="/x.js"></script><a href="/verder">verder</a>`
      },
      { title: 'Met een claim', url: `${site}/ad/2`, body: `Meisje van 16 jaar oud. <img src="een.png" alt="een">` },
      { title: 'Op een lijst', url: `${site}/ad/3`, body: 'Rustig.' },
      { title: 'Nog dicht', url: `${site}/ad/4`, body: 'Rustig.' },
      { title: 'Ook op die lijst', url: `${site}/ad/5`, body: 'Rustig.' }
    ])
    const ground = { user: 'pipeline', mandate: 'een' }
    const open = [ids[0], ids[1], ids[2]].filter((id) => id !== undefined)
    await withGround(world.store.pool, ground, (tx) =>
      openAdverts(tx, ground, world.keyring, open, `signal:${at.signal}`)
    )
    // The page of the third shows the fifth as well, which nobody opened.
    const moved = await withGround(world.store.pool, ground, (tx) =>
      tx.query(
        `update sighting set capture_id = (select capture_id from sighting where advert_id = $1) where advert_id = $2`,
        [ids[2], ids[4]]
      )
    )
    assert.equal(moved.rowCount, 1)
    await storeParts(world, [
      { url: `${site}/ad/een.png`, type: 'image/png', body: picture, again: true },
      { url: `${site}/ad/een.png`, type: 'image/png', body: Buffer.from('older'), seenAt: '2026-01-01T00:00:00Z' },
      { url: `${site}/ad/dicht.png`, type: 'image/png', body: picture, state: 'sealed' },
      { url: `${site}/ad/gelijst.png`, type: 'image/png', body: listed },
      {
        url: `${site}/site.css`,
        type: 'text/css',
        body: Buffer.from('@import "meer.css";h1{color:teal;background:url(ad/een.png)}')
      },
      { url: `${site}/meer.css`, type: 'text/css', body: Buffer.from('p{color:navy}') }
    ])
    writeFileSync(
      path.join(world.dataDir, 'forbidden-hashes.txt'),
      `sha256:${createHash('sha256').update(listed).digest('hex')}\n`
    )
  })
  after(async () => {
    await server?.close()
    await at?.close()
  })

  const replay = (user: Browser, id: number | undefined, body: object = { reason: 'proef' }, version = 1) =>
    user.ask('POST', `/api/adverts/${id}/versions/${version}/replay`, body)

  async function told(body: object = { reason: 'proef' }, id = ids[0]): Promise<Replay> {
    const answer = await replay(await at.as('analyst'), id, body)
    assert.equal(answer.status, 200, answer.text)
    return json<Replay>(answer)
  }

  /** As a frame of a browser asks, unless told otherwise. */
  async function get(address: string, headers: Record<string, string> = framing, method = 'GET') {
    // By hand, because fetch writes these headers itself.
    return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
      const sent = ask(address, { method, headers, agent: false }, (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
      })
      sent.on('error', reject)
      sent.end()
    })
  }
  const given = async (address: string, headers?: Record<string, string>, method?: string) => {
    const { status, text } = await get(address, headers, method)
    return { status, text: method === 'HEAD' ? notHere.text : text }
  }

  test('C13 C14 a page comes from another origin, whole and once, with a policy under which nothing runs and nothing is asked', async () => {
    const { address } = await told()
    assert.equal(new URL(address).origin, `http://127.0.0.1:${port}`)
    assert.notEqual(new URL(address).origin, at.base)
    const page = await get(address)
    assert.equal(page.status, 200)
    assert.equal(
      page.headers['content-security-policy'],
      `default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${at.base}; sandbox`
    )
    assert.equal(page.headers['x-dns-prefetch-control'], 'off')
    assert.equal(page.headers['set-cookie'], undefined)
    assert.doesNotMatch(page.text, /<script|href|fotos\.example|https?:/)
    assert.match(page.text, /<style>p\{color:navy;\}h1\{color:teal;background:url\("data:image\/jpeg;base64,/)
    assert.deepEqual(await given(address), notHere)
  })

  test('what is no page of somebody is answered with the same few bytes, whatever was asked and however', async () => {
    const { address } = await told()
    const right = new URL(address)
    const signed = `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`
    const wrong: [string, Record<string, string>?, string?][] = [
      [signed],
      [`${right.origin}/`],
      [`${right.origin}/api/session`],
      [`${address}?again=1`],
      [address, {}],
      [address, { ...framing, 'sec-fetch-dest': 'document' }],
      [address, { ...framing, 'sec-fetch-mode': 'no-cors' }],
      [address, framing, 'POST'],
      [address, framing, 'HEAD']
    ]
    for (const [where, headers, method] of wrong) assert.deepEqual(await given(where, headers, method), notHere, where)
    assert.equal((await get(address)).status, 200, 'a wrong try uses an address up')
  })

  test('an address is good for a minute, for one of two who ask at once, and no longer than its session', async () => {
    const late = await told()
    clock += 61_000
    assert.deepEqual(await given(late.address), notHere)
    const both = await told()
    const answers = await Promise.all([get(both.address), get(both.address)])
    assert.deepEqual(answers.map((one) => one.status).sort(), [200, 404])
    const own = await signIn(at, 'analyst-2')
    assert.equal((await own.ask('PUT', '/api/session/mandate', { mandate: 'een', reason: 'proef' })).status, 200)
    const left = json<Replay>(await replay(own, ids[0]))
    const kept = json<Replay>(await replay(own, ids[0]))
    assert.equal((await get(kept.address)).status, 200)
    assert.equal((await own.ask('DELETE', '/api/session')).status, 204)
    assert.deepEqual(await given(left.address), notHere)
  })

  test('each replay stands in the ledger with its reason and how it was shown; what was refused does not', async () => {
    const count = async () =>
      (
        await at.world.store.owner.query<{ n: number }>(
          `select count(*)::int as n from ledger where act = 'advert.replay'`
        )
      ).rows[0]?.n ?? 0
    const before = await count()
    const analyst = await at.as('analyst')
    const { custody } = await told({ reason: 'de foto bekijken', pictures: 'shown' })
    const { rows } = await at.world.store.owner.query<{
      actor: string
      subject: string
      detail: Record<string, unknown>
    }>(`select actor, subject, detail from ledger where act = 'advert.replay' order by no desc limit 1`)
    assert.equal(rows[0]?.actor, 'analyst')
    assert.equal(rows[0]?.subject, `advert:${ids[0]}`)
    const { capture, reason, pictures, words, version } = rows[0]?.detail ?? {}
    assert.deepEqual(
      [capture, reason, pictures, words, version],
      [custody.capture, 'de foto bekijken', 'shown', 'covered', 1]
    )
    for (const [id, body] of [
      [ids[0], { reason: '  ' }],
      [ids[3], undefined],
      [at.ids[2], undefined]
    ] as const)
      assert.notEqual((await replay(analyst, id, body)).status, 200)
    assert.equal(await count(), before + 1)
  })

  test('only what is open, under the own mandate: another one’s and none at all are refused with the same bytes', async () => {
    const analyst = await at.as('analyst')
    const none = await replay(analyst, 999_999)
    const theirs = await replay(analyst, at.ids[2])
    assert.equal(errorOf(none), '404 not-found')
    assert.equal(theirs.text, none.text)
    assert.equal((await replay(await at.as('elders'), ids[0])).text, none.text)
    assert.equal((await replay(analyst, ids[0], undefined, 7)).text, none.text)
    assert.equal(errorOf(await replay(analyst, ids[3])), '409 sealed')
    assert.equal(errorOf(await replay(analyst, ids[2])), '409 sealed-beside')
    assert.equal(errorOf(await replay(analyst, ids[4])), '409 sealed', 'sealed, on a page that is open')
    assert.equal(errorOf(await replay(analyst, 999_999, { reason: '' })), '400 reason-missing')
    assert.equal(errorOf(await replay(await at.as('operator'), ids[0])), '403 no-content-role')
    const off = await startInterface()
    const answer = await replay(await off.as('analyst'), off.ids[0])
    await off.close()
    assert.equal(errorOf(answer), '503 replay-off')
  })

  test('words of origin are covered as in the text, over markup too, until somebody asks with a reason', async () => {
    const first = await told()
    assert.equal(first.covered >= 1, true)
    const { text } = await get(first.address)
    assert.match(text, /Zij is ▒{5}<b>▒{7}<\/b>\./)
    assert.doesNotMatch(text, /Colom/)
    const { text: shown } = await get((await told({ reason: 'nodig', words: 'shown' })).address)
    assert.match(shown, /Zij is Colom<b>biaanse<\/b>\./)
  })

  test('pictures are the captured ones of that time, small and grey until somebody asks; sealed, listed and lost ones never', async () => {
    const blurred = await told()
    assert.deepEqual(blurred.parts.pictures, { shown: 1, missing: 1, sealed: 1, withheld: 1, left: 0 })
    assert.deepEqual(blurred.parts.sheets, { shown: 2, missing: 0, sealed: 0, withheld: 0, left: 0 })
    assert.deepEqual(blurred.removed, { scripts: 1, links: 1 })
    const [grey, sharpOne] = await Promise.all(
      [blurred, await told({ reason: 'de foto bekijken', pictures: 'shown' })].map(async ({ address }) => {
        const { text } = await get(address)
        assert.match(text, /▨ dicht.*▨ nooit.*▨ lijst/s)
        const [, data = ''] = /<img src="data:image\/jpeg;base64,([^"]+)"/.exec(text) ?? []
        const { channels } = await sharp(Buffer.from(data, 'base64')).stats()
        const spread = (channels[0]?.mean ?? 0) - (channels.at(-1)?.mean ?? 0)
        return { coloured: Math.abs(spread) > 20, detail: channels[0]?.stdev ?? 0 }
      })
    )
    assert.deepEqual([grey?.coloured, sharpOne?.coloured], [false, true])
    assert.ok((grey?.detail ?? 0) < (sharpOne?.detail ?? 0))
  })

  test('no picture of a page that offers a minor is shown to anybody, asked for or not', async () => {
    const { parts, address } = await told({ reason: 'bekijken', pictures: 'shown' }, ids[1])
    assert.deepEqual(parts.pictures, { shown: 0, missing: 0, sealed: 0, withheld: 1, left: 0 })
    assert.doesNotMatch((await get(address)).text, /<img/)
  })

  test('screens may frame the second origin and no other; a name of its own serves nothing but pages', async () => {
    const page = await fetch(`${at.base}/`)
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      new RegExp(`; frame-src http://127\\.0\\.0\\.1:${port}$`)
    )
    const named = await startInterface({ frames: createFrames({ kind: 'name', name: 'pages.example' }) })
    const own = { host: `pages.example:${new URL(named.base).port}` }
    const answer = await replay(await named.as('analyst'), named.ids[0])
    const { address } = json<Replay>(answer)
    assert.equal(new URL(address).host, own.host)
    const where = `${named.base}${new URL(address).pathname}`
    for (const other of ['/', '/api/session', '/api/demo', '/metrics', '/assets/a-1.js'])
      assert.deepEqual(await given(`${named.base}${other}`, { ...framing, ...own }), notHere, other)
    assert.equal((await get(where, framing)).status, 404, 'the screens’ own name gives the page')
    assert.equal((await get(where, { ...framing, ...own })).status, 200)
    await named.close()
  })
})
