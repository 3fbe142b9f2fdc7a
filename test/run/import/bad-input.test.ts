/** Bad input on the way in: each a named outcome with its place and what to do, counted, and the run goes on. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { baken, jsonLines, lastJson, scratch, sourceFiles } from '../../support/baken.ts'

let hostile: Server
let brokenRobots: Server
let origin: string
let robotsOrigin: string
let deadOrigin: string
let folder: ReturnType<typeof scratch>

const page = (body: string, title = 'Site'): string =>
  `<!doctype html><html lang="nl"><head><title>${title}</title></head><body>${body}</body></html>`

before(async () => {
  folder = scratch('bad')
  hostile = createServer((request, response) => {
    const html = (text: string | Buffer): void =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
    switch (request.url ?? '') {
      case '/':
        return html(
          page(
            [
              '/nested',
              '/big',
              '/image',
              '/emoji',
              '/empty',
              '/bomb',
              '/500',
              '/short',
              '/ok',
              'http://10.1.2.3/',
              'ftp://127.0.0.1/x'
            ]
              .map((to) => `<a href="${to}">${to}</a>`)
              .join(' ')
          )
        )
      case '/nested':
        return html(page(`${'<div>'.repeat(100_000)}diep${'</div>'.repeat(100_000)}`))
      case '/big':
        return html(Buffer.concat([Buffer.from(page('<p>groot</p>')), Buffer.alloc(50 * 1024 * 1024, 'x')]))
      case '/image':
        return void response.writeHead(200, { 'content-type': 'image/png' }).end('this is text, not a picture')
      case '/emoji':
        return html(page('<article><h1>🌸</h1><p>🌸</p></article>', '🌸'))
      case '/empty':
        return html('')
      case '/bomb':
        return void response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(80 * 1024 * 1024)))
      case '/500':
        return void response.writeHead(500).end('no')
      case '/short':
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' })
        response.write('<html>half')
        return void setTimeout(() => response.destroy(), 20)
      case '/robots.txt':
        return void response.writeHead(404).end()
      default:
        return html(
          page(
            '<h1>Gewone pagina</h1><p>Een gewone tekst van genoeg woorden om gelezen te worden, en verder niets bijzonders.</p>'
          )
        )
    }
  })
  brokenRobots = createServer(
    (request, response) =>
      void response.writeHead(request.url === '/robots.txt' ? 500 : 200, { 'content-type': 'text/html' }).end(page('x'))
  )
  origin = await listening(hostile)
  robotsOrigin = await listening(brokenRobots)
  const gone = createServer()
  deadOrigin = await listening(gone)
  await new Promise((resolve) => gone.close(resolve))
})
after(async () => {
  for (const server of [hostile, brokenRobots]) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  folder.remove()
})

function listening(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  )
}

function source(id: string, at: string, more: object = {}): object {
  return {
    id,
    name: id,
    start: [`${at}/`],
    scope: { hosts: [new URL(at).host] },
    politeness: { delay_ms: 0, concurrency: 4 },
    limits: { bytes: '5MB' },
    allow_private: true,
    ...more
  }
}

test('a crawl over hostile pages names each outcome, counts it, and goes on', async () => {
  const files = sourceFiles(folder.folder, [
    source('hostile', origin),
    source('robots-500', robotsOrigin),
    source('dead', deadOrigin)
  ])
  const ran = await baken(['crawl', ...files, '--once', '--demo', '--data', path.join(folder.folder, 'crawl')])
  assert.equal(ran.code, 0, ran.stderr)
  const summary = lastJson(ran) as {
    pages: number
    captures: number
    refused: Record<string, number>
    failed: Record<string, number>
  }
  assert.equal(summary.captures, summary.pages)
  assert.ok(summary.pages >= 7, `only ${summary.pages} pages`)
  assert.equal(summary.refused['robots-unavailable'], 1)
  assert.equal(summary.failed.status, 1, 'the page that answers 500')
  assert.equal(summary.failed['too-large'], 1, 'the decompression bomb')
  assert.equal(summary.failed.connect, 1, 'the host where nothing listens')
  const captures = jsonLines(await baken(['export', 'captures', '--data', path.join(folder.folder, 'crawl')]))
  const cut = captures.find((row) => row.url === `${origin}/big`)
  assert.equal(cut?.truncated, 'length')
  assert.equal(captures.find((row) => row.url === `${origin}/short`)?.truncated, 'disconnect')
})

test('a private address is refused with exit 3 unless the operator allows it', async () => {
  const files = sourceFiles(folder.folder, [source('private', origin)])
  const ran = await baken(['crawl', ...files, '--once', '--demo', '--data', path.join(folder.folder, 'private')], {
    BAKEN_ALLOW_PRIVATE: ''
  })
  assert.equal(ran.code, 3)
  assert.match(ran.stderr, /BAKEN_ALLOW_PRIVATE=1/)
})

test('without a mandate nothing is crawled or imported: exit 3, and what to do', async () => {
  const data = path.join(folder.folder, 'no-mandate')
  const files = sourceFiles(folder.folder, [source('groundless', origin)])
  const crawled = await baken(['crawl', ...files, '--once', '--data', data])
  assert.equal(crawled.code, 3)
  assert.match(crawled.stderr, /mandate add/)
  const stated = await baken([
    'crawl',
    ...sourceFiles(folder.folder, [source('stated', origin, { mandate: 'unknown' })]),
    '--data',
    data
  ])
  assert.equal(stated.code, 3)
  const file = path.join(folder.folder, 'one.jsonl')
  writeFileSync(file, '{"id":"1","title":"x","body":"y"}\n')
  assert.equal((await baken(['import', file, '--data', data])).code, 3)
})

test('a source file with an unknown key or wrong YAML is wrong usage, with file, line and hint', async () => {
  const wrong = path.join(folder.folder, 'wrong.yaml')
  writeFileSync(wrong, 'id: x\nstart: [http://a.example/]\ncolour: red\n')
  const ran = await baken(['crawl', wrong, '--data', path.join(folder.folder, 'yaml')])
  assert.equal(ran.code, 2)
  assert.match(ran.stderr, /wrong\.yaml:3: colour/)
  writeFileSync(wrong, 'id: [x\nstart')
  assert.equal((await baken(['crawl', wrong, '--data', path.join(folder.folder, 'yaml')])).code, 2)
})

test('an import with bad lines, an empty and a broken WARC and a text file names each and takes the rest', async () => {
  const file = (name: string, content: string | Buffer): string => {
    const full = path.join(folder.folder, name)
    writeFileSync(full, content)
    return full
  }
  const lines = [
    '{"id":"a1","url":"https://site.example/1","title":"Fiets","body":"Bel 06 1234 5678"}',
    '{"id":"a2", broken',
    '{"id":"a3","title":"🌸","body":""}',
    '[1,2]',
    '{"__proto__":{"x":1},"id":"a4","title":"Kast","body":"hout"}'
  ]
  const data = path.join(folder.folder, 'import')
  const files = [
    file('mixed.jsonl', `${lines.join('\n')}\n`),
    file('empty.warc', ''),
    file('broken.warc.gz', gzipSync('WARC/1.1\r\nWARC-Type: response\r\n').subarray(0, 20)),
    file('text.warc', 'just some text, and no WARC\n')
  ]
  const ran = await baken(['import', ...files, '--demo', '--data', data])
  assert.equal(ran.code, 1, ran.stderr)
  const summary = lastJson(ran) as { records: number; adverts: number; failed: Record<string, number> }
  assert.equal(summary.adverts, 3)
  assert.equal(summary.failed['bad-line'], 2)
  assert.match(ran.stderr, /mixed\.jsonl, line 2:/)
  assert.match(ran.stderr, /empty\.warc/)
  assert.match(ran.stderr, /text\.warc/)
  assert.equal(({} as { x?: number }).x, undefined)
  const again = lastJson(await baken(['import', ...files, '--demo', '--data', data])) as {
    added: number
    known: number
    adverts: number
  }
  assert.deepEqual([again.added, again.known, again.adverts], [0, 3, 3], 'D10 the same import twice changes nothing')
  const exported = jsonLines(await baken(['export', 'networks', '--data', data]))
  assert.deepEqual(
    exported.map((row) => row.advert),
    ['a1', 'a3', 'a4']
  )
})
