/** Tests of rendering with hostile pages: a page gets its text from its scripts, reaches nothing but the gate, and cannot take the run down. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import path from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import type { Rendering } from '../../../src/model/exchange.ts'
import { judgeCage } from '../../../src/crawl/render/cage.ts'
import { leavesToScripts } from '../../../src/crawl/render/leaves-to-scripts.ts'
import type { PageAsk, PageReply } from '../../../src/crawl/render/page-requests.ts'
import { renderPage, type RenderJob, type RenderOutcome } from '../../../src/crawl/render/render.ts'
import { renderingBrowser } from '../../support/browser.ts'
import { scratch } from '../../support/baken.ts'
import { listen } from '../servers.ts'

let folder: ReturnType<typeof scratch>
let browser: { file: string; reason: string | null }
let tcp: Server
let udp: Socket
/** What listeners outside the gate heard. */
const heard: string[] = []
let tcpPort = 0
let udpPort = 0

describe('rendering', () => {
  before(async () => {
    folder = scratch('render')
    browser = await renderingBrowser(folder.folder)
    tcp = createServer((socket) => {
      heard.push('a connection')
      socket.on('error', () => {})
      socket.end()
    })
    tcpPort = await listen(tcp)
    udp = createSocket('udp4').on('message', () => heard.push('a datagram'))
    await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
    udpPort = udp.address().port
  })
  after(() => {
    tcp.close()
    udp.close()
    folder.remove()
  })

  const page = (body: string, more: Partial<RenderJob> = {}): RenderJob => ({
    url: 'http://site.example/advert',
    page: {
      status: 200,
      headers: [['Content-Type', 'text/html; charset=utf-8']],
      body: Buffer.from(`<!doctype html><html lang="nl"><title>Tuin</title><body>${body}</body></html>`)
    },
    ask: async () => ({ kind: 'refused', reason: 'out-of-scope' }),
    ...more
  })

  const render = (job: RenderJob): Promise<RenderOutcome> =>
    renderPage({ chromium: browser.file, userAgent: 'Baken/test' }, job)

  /** A test that needs a browser in its cage; without one the reason is printed. */
  function rendering(title: string, body: (t: TestContext) => Promise<void>): void {
    test(title, { timeout: 120_000 }, async (t) => {
      if (browser.reason === null) await body(t)
      else t.skip(browser.reason)
    })
  }

  function made(outcome: RenderOutcome): Rendering {
    assert.equal(outcome.kind, 'rendered', JSON.stringify(outcome))
    return (outcome as Extract<RenderOutcome, { kind: 'rendered' }>).rendering
  }

  const textOf = ({ document }: Rendering): string => Buffer.from(document).toString('utf8')
  const outcomes = ({ requests }: Rendering, kind: string): string[] =>
    requests.filter((one) => one.kind === kind).map((one) => one.outcome)

  rendering('a page that its scripts fill is had with what they wrote, from answers of the gate alone', async () => {
    const asked: PageAsk[] = []
    const answers: Record<string, string> = {
      '/app.js': `fetch('/data').then((answer) => answer.json()).then(({ text }) => {
      document.querySelector('main').textContent = text + ' ' + navigator.userAgent })`,
      '/data': '{"text":"Hulp in de tuin, bel 06 1234 5678 €"}'
    }
    const ask = async (one: PageAsk): Promise<PageReply> => {
      asked.push(one)
      const body = answers[new URL(one.url).pathname]
      if (body === undefined) return { kind: 'refused', reason: 'robots' }
      const headers = [['content-type', one.kind === 'Script' ? 'text/javascript' : 'application/json']] as const
      return { kind: 'answer', answer: { status: 200, headers, body: Buffer.from(body) } }
    }
    const rendered = made(await render(page('<main></main><script src="/app.js"></script><img src="/a.png">', { ask })))
    assert.match(textOf(rendered), /<main>Hulp in de tuin, bel 06 1234 5678 € Baken\/test<\/main>/)
    assert.equal(rendered.settled, true)
    assert.deepEqual(
      asked.map(({ url }) => url),
      ['http://site.example/app.js', 'http://site.example/data']
    )
    assert.deepEqual(outcomes(rendered, 'Image'), ['kind'])
  })

  rendering('A9 a hostile page reaches nothing outside the gate, by whatever way it tries', async () => {
    heard.length = 0
    const asked: string[] = []
    const own = `http://127.0.0.1:${tcpPort}`
    const hostile = `<main>leeg</main>
    <link rel="preconnect" href="${own}"><link rel="dns-prefetch" href="//leak.example"><link rel="prefetch" href="${own}/p">
    <link rel="preload" as="script" href="${own}/l"><link rel="stylesheet" href="${own}/s"><link rel="manifest" href="${own}/m">
    <img src="${own}/i"><video src="${own}/v"></video><object data="${own}/o"></object><embed src="${own}/e">
    <iframe src="${own}/f"></iframe><iframe sandbox="allow-scripts" srcdoc="<script>fetch('${own}/g')</script>"></iframe>
    <iframe src="file:///etc/passwd"></iframe><iframe src="chrome://version"></iframe>
    <a id="d" href="data:application/octet-stream,x" download="x">d</a><form id="p" method="post" action="${own}/post"></form>
    <script type="speculationrules">{"prefetch":[{"urls":["${own}/spec"]}],"prerender":[{"urls":["${own}/pre"]}]}</script>
    <script>
      const go = (act) => { try { const got = act(); got?.catch?.(() => {}) } catch {} }
      for (const host of ['127.0.0.1:${tcpPort}', '169.254.169.254', '[::1]:${tcpPort}', 'localhost:${tcpPort}']) {
        go(() => fetch('http://' + host + '/x', { mode: 'no-cors' }))
        go(() => new WebSocket('ws://' + host + '/w'))
        go(() => new EventSource('http://' + host + '/s'))
        go(() => navigator.sendBeacon('http://' + host + '/b', 'x'))
        go(() => { new Image().src = 'http://' + host + '/q' })
        go(() => window.open('http://' + host + '/popup'))
        go(() => import('http://' + host + '/module.js'))
        go(() => new WebTransport('https://' + host + '/t').ready)
      }
      go(async () => {
        const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udpPort}' }] })
        peer.createDataChannel('x')
        await peer.setLocalDescription(await peer.createOffer())
      })
      go(() => navigator.serviceWorker.register('/worker.js'))
      go(() => new Worker(URL.createObjectURL(new Blob(["fetch('${own}/worker')"]))))
      go(() => new SharedWorker('/shared.js'))
      go(() => document.querySelector('#d').click())
      go(() => alert('1')); go(() => confirm('2')); go(() => prompt('3')); go(() => print())
      window.addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x' })
      go(() => document.querySelector('#p').submit())
      setTimeout(() => { location = '${own}/away' }, 100)
      setTimeout(() => { location = 'file:///etc/passwd' }, 150)
      setTimeout(() => { document.querySelector('main').textContent = 'nog hier' }, 300)
    </script>`
    const ask = async ({ url }: PageAsk): Promise<PageReply> => {
      asked.push(url)
      return { kind: 'refused', reason: 'private-address' }
    }
    const rendered = made(await render(page(hostile, { ask, limits: { workMs: 4_000 } })))
    assert.match(textOf(rendered), /<main>nog hier<\/main>/)
    // The way out exists, for whoever is not shut in: the listeners hear us.
    const seen = JSON.stringify(heard)
    const probe = createSocket('udp4')
    probe.send('x', udpPort, '127.0.0.1', () => probe.close())
    await fetch(own).catch(() => {})
    for (let waited = 0; heard.length < 2 && waited < 100; waited++) await new Promise((go) => setTimeout(go, 50))
    assert.deepEqual([seen, heard.toSorted()], ['[]', ['a connection', 'a datagram']])
    assert.ok(asked.includes(`${own}/x`), 'what it fetches goes to the gate')
    assert.ok(asked.includes('http://169.254.169.254/x'))
    assert.ok(!asked.some((url) => /post|popup|away|^file/.test(url)), asked.join(' '))
    assert.ok(outcomes(rendered, 'WebSocket').length > 0, 'what it tried elsewhere is told')
  })

  rendering('A25 a page that never ends is ended, and one that eats memory too; the next is rendered', async () => {
    const limits = { workMs: 1_500, deadlineMs: 3_000, answerMs: 3_000, memoryBytes: 900_000_000 }
    const [endless, bomb] = await Promise.all([
      render(page('<script>for (;;) {}</script>', { limits })),
      render(
        page('<script>const all = []; for (;;) all.push(new Uint8Array(4e6).fill(1))</script>', {
          limits: { workMs: 30_000, deadlineMs: 60_000, answerMs: 30_000, memoryBytes: 600_000_000 }
        })
      )
    ])
    assert.equal(endless.kind, 'failed')
    assert.equal(endless.kind === 'failed' && endless.reason, 'hang')
    assert.equal(bomb.kind, 'failed')
    assert.match(bomb.kind === 'failed' ? bomb.reason : '', /^(?:memory|crash)$/)
    made(await render(page('<main>rustig</main>')))
  })

  rendering('A26 a browser that is killed halfway is replaced once, and then the page alone has failed', async () => {
    const children = (): string[] =>
      readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean)
    const before = new Set(children())
    let started = 0
    const ask = async (): Promise<PageReply> => {
      started++
      for (const pid of children()) if (!before.has(pid)) process.kill(Number(pid), 'SIGKILL')
      return { kind: 'refused', reason: 'x' }
    }
    const outcome = await render(page('<script src="/a.js"></script>', { ask }))
    assert.equal(outcome.kind === 'failed' && outcome.reason, 'crash')
    assert.equal(started, 2)
  })

  rendering(
    'buttons that the source file names are pressed, so many and no more, and none where somebody must say who they are',
    async () => {
      const buttons = [1, 2, 3].map(
        (one) => `<button class="show" onclick="this.replaceWith('06 ${one}')">toon</button>`
      )
      const press = { selectors: ['button.show', '['], most: 2 }
      const rendered = made(await render(page(`<main>${buttons.join('')}</main><button>weg</button>`, { press })))
      assert.equal(rendered.pressed, 2)
      assert.match(textOf(rendered), /06 106 2<button class="show"/)
      const guarded = made(await render(page(`${buttons.join('')}<input type="password">`, { press })))
      assert.equal(guarded.pressed, 0)
    }
  )

  test('A27 without a sandbox nothing is rendered, and what is missing is said in one sentence', async () => {
    const absent = await judgeCage(path.join(folder.folder, 'none'))
    assert.match(absent.kind === 'refused' ? absent.message : '', /^There is no Chromium at .*BAKEN_CHROMIUM\.$/)
  })

  rendering('A27 a Chromium that was told to leave its sandbox out is shown no page', async () => {
    const asked: string[] = []
    const script = path.join(folder.folder, 'unsafe')
    writeFileSync(script, `#!/bin/sh\nexec ${browser.file} --no-sandbox "$@"\n`, { mode: 0o755 })
    const job = page('<script src="/a.js"></script>', {
      limits: { answerMs: 3_000 },
      ask: async ({ url }) => {
        asked.push(url)
        return { kind: 'refused', reason: 'x' }
      }
    })
    const outcome = await renderPage({ chromium: script, userAgent: 'Baken/test' }, job)
    assert.equal(outcome.kind === 'failed' && outcome.reason, 'sandbox', JSON.stringify(outcome))
    assert.deepEqual(asked, [])
  })

  rendering('a crawler that is killed by force leaves no browser behind', async () => {
    const module = path.join(import.meta.dirname, '../../../src/crawl/render/render.ts')
    const code = `const { renderPage } = await import(${JSON.stringify(module)})
    const page = { status: 200, headers: [['content-type', 'text/html']], body: Buffer.from('<script src="/a.js"></script>') }
    const ask = async () => { console.log('asked'); return new Promise(() => {}) }
    await renderPage({ chromium: ${JSON.stringify(browser.file)}, userAgent: 'x' }, { url: 'http://a.example/', page, ask })`
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code],
      {
        stdio: ['ignore', 'pipe', 'inherit']
      }
    )
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const all = descendants(String(child.pid))
    assert.ok(all.length > 4, all.join(' '))
    child.kill('SIGKILL')
    const left = (): string[] => all.filter((pid) => existsSync(`/proc/${pid}/exe`) || isAlive(pid))
    for (let waited = 0; left().length > 0 && waited < 200; waited++) await new Promise((go) => setTimeout(go, 50))
    assert.deepEqual(left(), [])
  })

  function descendants(pid: string): string[] {
    const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean)
    return own.flatMap((one) => [one, ...descendants(one)])
  }

  /** A process that ended and was not waited for yet is none any more. */
  function isAlive(pid: string): boolean {
    try {
      return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'))
    } catch {
      return false
    }
  }

  test('a page leaves everything to its scripts when it brings some and says hardly a word outside its menus', () => {
    const words = 'woord '.repeat(200)
    assert.equal(leavesToScripts('<body><div id="app"></div><script src="/a.js"></script>'), true)
    assert.equal(leavesToScripts(`<nav>${words}</nav><div id="app"></div><script>start()</script>`), true)
    assert.equal(leavesToScripts(`<noscript>${words}</noscript><script src="/a.js"></script>`), true)
    assert.equal(leavesToScripts(`<main>${words}</main><script src="/a.js"></script>`), false)
    assert.equal(leavesToScripts('<main>Weinig</main>'), false)
    assert.equal(leavesToScripts('<main>Weinig</main><script type="application/ld+json">{}</script>'), false)
  })
})
