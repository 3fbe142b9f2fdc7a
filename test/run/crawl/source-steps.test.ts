/** Steps with a source from the command line, and settings that change while its pages are scheduled. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, endAll, scratch, sourceFiles, startBaken, type Ran } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
let server: Server
let data: string
const asked = new Map<string, number>()
let seen = (): void => {}
let hold: Promise<void> = Promise.resolve()

before(async () => {
  folder = scratch('steps')
  data = path.join(folder.folder, 'data')
  server = createServer((request, response) => {
    const at = request.url ?? ''
    asked.set(at, (asked.get(at) ?? 0) + 1)
    seen()
    void hold.then(() => {
      if (at === '/robots.txt') return response.writeHead(404).end()
      return response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><title>Pagina</title><h1>Pagina</h1><p>Tekst.</p><a href="/een">een</a><a href="/twee">twee</a>`
        )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const ran = await baken(['crawl', file('1h', '7d', 0), '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
})
after(async () => {
  await endAll()
  server.closeAllConnections()
  server.close()
  folder.remove()
})

const step = (...args: string[]): Promise<Ran> => baken(['source', ...args, '--data', data])

test('C15 pages that a limit of before turned down are asked for once the limit is higher', async () => {
  assert.equal(asked.get('/een'), undefined)
  const ran = await baken(['crawl', file('1h', '7d', 20), '--once', '--demo', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual([asked.get('/een'), asked.get('/twee')], [1, 1])
})

test('C15 changed limits of revisits hold for pages that are scheduled already', async () => {
  // All were read a moment ago, and are due again in half a day by the limits of then.
  const running = startBaken(['crawl', file('1s', '1s'), '--data', data])
  const late = setTimeout(() => running.child.kill('SIGKILL'), 60_000)
  const before = new Map(asked)
  const all = new Promise<void>((resolve) => {
    seen = () => {
      if (['/', '/een', '/twee'].every((at) => (asked.get(at) ?? 0) > (before.get(at) ?? 0))) resolve()
    }
  })
  const first = await Promise.race([all.then(() => 'asked again'), running.ended.then(() => 'ended')])
  running.child.kill('SIGTERM')
  await running.ended
  clearTimeout(late)
  assert.equal(first, 'asked again')
})

test('a source rests, goes on, is read again and ends from the command line, each with its reason and in the ledger', async () => {
  const because = ['--reason', 'onderhoud van de site']
  const without = await step('pause', 'stappen')
  assert.match(without.stderr, /--reason/)
  assert.notEqual(without.code, 0)
  assert.match((await step('pause', 'onbekend', ...because)).stderr, /no source "onbekend"/)
  assert.equal((await step('pause', 'stappen', ...because)).code, 0)
  assert.doesNotMatch((await step('list')).stdout, /stappen/)
  assert.match((await step('look-again', 'stappen', ...because)).stderr, /not in a state/)
  assert.equal((await step('resume', 'stappen', ...because)).code, 0)
  assert.match((await step('look-again', 'stappen', ...because)).stderr, /3 pages are due/)
  assert.equal((await step('remove', 'stappen', ...because)).code, 0)
  assert.doesNotMatch((await step('list')).stdout, /stappen/)
})

test('A8 a source that is drained finishes what is leased, takes no more, and rests then', async () => {
  const because = ['--reason', 'einde van de proef']
  let let1 = (): void => {}
  const first = new Promise<void>((resolve) => {
    seen = resolve
  })
  hold = new Promise((resolve) => (let1 = resolve))
  const before = new Map(asked)
  const running = startBaken(['crawl', file('1s', '1s'), '--data', data])
  const late = setTimeout(() => running.child.kill('SIGKILL'), 60_000)
  let told = ''
  const drained = new Promise<void>((resolve) => {
    running.child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (/stappen: drained/.test(told)) resolve()
    })
  })
  await first
  const drain = await step('drain', 'stappen', ...because)
  assert.match(drain.stderr, /stappen is draining now/)
  let1()
  await Promise.race([drained, running.ended])
  running.child.kill('SIGTERM')
  await running.ended
  clearTimeout(late)
  assert.match(told, /stappen: drained: what was leased is finished, and it is paused now/)
  assert.deepEqual(
    ['/', '/een', '/twee'].map((at) => (asked.get(at) ?? 0) - (before.get(at) ?? 0)),
    [1, 1, 1]
  )
  assert.equal((await step('resume', 'stappen', ...because)).code, 0)
  assert.match((await step('drain', 'stappen', ...because)).stderr, /is paused now. Nothing of it was leased/)
  assert.equal((await step('resume', 'stappen', ...because)).code, 0)
})

function file(min: string, max: string, depth = 20): string {
  const start = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`]
  const [name = ''] = sourceFiles(folder.folder, [
    {
      id: 'stappen',
      start,
      politeness: { delay_ms: 0 },
      revisit: { min, max },
      limits: { depth },
      allow_private: true,
      mandate: 'oefening'
    }
  ])
  return name
}
