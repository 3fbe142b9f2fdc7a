/** A report is sent exactly once wherever it is cut: the outbox of the phone against the server, through a line that breaks at ten points. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { ReportBody, ReportReceipt, Reports } from '../../../src/contract/reports/reports.ts'
import { newDraft, openOutbox, type Outbox, type OutboxStore } from '../../../ui/src/screens/reports/outbox.ts'
import { json, startInterface, type Browser, type Running } from '../running.ts'

/** Where the line breaks: after so much of what the phone says, or of what the server says. `whole`: the request has arrived and was answered; `receipt`: some letters of the body have. */
type Cut = { readonly of: 'request' | 'answer'; readonly at: number | 'whole' | 'receipt' } | null

interface Line {
  readonly server: Server
  port: number
  cut: Cut
  broke: number
  /** Ends the connections that wait for another request. */
  readonly hangUp: () => void
}

/** A line to the server that is cut once, as `cut` says. */
async function lineTo(port: number): Promise<Line> {
  const sockets = new Set<Socket>()
  const line: Line = {
    server: createServer(),
    port: 0,
    cut: null,
    broke: 0,
    hangUp: () => sockets.forEach((socket) => socket.destroy())
  }
  line.server.on('connection', (phone: Socket) => {
    const { cut } = line
    const far = connect(port, '127.0.0.1')
    const end = (): void => {
      phone.resetAndDestroy()
      far.end()
    }
    const broken = (): void => {
      line.broke++
      end()
    }
    for (const socket of [phone, far]) {
      sockets.add(socket)
      socket.on('error', end).on('close', () => sockets.delete(socket))
    }
    if (cut?.of === 'request' && cut.at === 0) return broken()
    const [request, answer] = [counter(cut, 'request'), counter(cut, 'answer')]
    phone.on('data', (bytes: Buffer) => {
      const rest = request(bytes)
      if (far.writable) far.write(bytes.subarray(0, rest ?? bytes.length))
      if (rest !== null) broken()
    })
    far.on('data', (bytes: Buffer) => {
      // The whole request has arrived, or there would be no answer.
      const rest = cut?.of === 'request' && cut.at === 'whole' ? 0 : answer(bytes)
      if (phone.writable) phone.write(bytes.subarray(0, rest ?? bytes.length))
      if (rest !== null) broken()
    })
    far.on('end', () => phone.end())
    return undefined
  })
  line.server.listen(0, '127.0.0.1')
  await once(line.server, 'listening')
  line.server.on('close', line.hangUp)
  line.port = (line.server.address() as AddressInfo).port
  return line
}

/** How many bytes of a piece still pass; null: all of it. */
function counter(cut: Cut, of: 'request' | 'answer'): (bytes: Buffer) => number | null {
  let passed = 0
  return (bytes) => {
    if (cut?.of !== of || cut.at === 'whole') return null
    const head = bytes.indexOf('\r\n\r\n')
    if (cut.at === 'receipt') return head < 0 ? null : Math.min(bytes.length, head + 14)
    const left = cut.at - passed
    passed += bytes.length
    return left < bytes.length ? Math.max(0, left) : null
  }
}

/** What the phone keeps; its browser can be killed at the next write, before or after it. */
class Device implements OutboxStore {
  kept = new Map<string, string>()
  dies: 'before' | 'after' | null = null
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    if (this.dies !== 'before') this.kept.set(key, value)
    if (this.dies !== null) throw new Killed('the browser was killed')
  }
}

class Killed extends Error {}

describe('reports over a line that is cut', () => {
  let at: Running
  let officer: Browser
  let line: Awaited<ReturnType<typeof lineTo>>
  before(async () => {
    at = await startInterface()
    officer = await at.as('officer')
    line = await lineTo(Number(new URL(at.base).port))
  })
  after(async () => {
    line.server.close()
    await at.close()
  })

  const send = async (body: ReportBody): Promise<ReportReceipt> => {
    let answer: Response
    try {
      answer = await fetch(`http://127.0.0.1:${line.port}/api/reports`, {
        method: 'POST',
        headers: { cookie: ownCookie(), 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
      if (answer.ok) return (await answer.json()) as ReportReceipt
    } catch (error) {
      throw Object.assign(error as Error, { status: 0, problem: { error: 'offline' } })
    }
    console.error(answer.status, await answer.text())
    throw Object.assign(new Error(`${answer.status}`), { status: answer.status, problem: { error: 'refused' } })
  }
  /** The cookie of the session bears the port of its service in its name: here it is reached through another. */
  const ownCookie = (): string => officer.cookie.replace(new URL(at.base).port, String(line.port))
  const sent = async (): Promise<Reports['reports']> =>
    json<Reports>(await officer.ask('GET', '/api/reports?mine=1')).reports
  const what = `Zeven mensen in een busje ${'en nog iets '.repeat(200)}`

  const points: readonly (readonly [name: string, cut: Cut, dies: Device['dies'], arrived: boolean])[] = [
    ['before a byte of the request', { of: 'request', at: 0 }, null, false],
    ['within its first line', { of: 'request', at: 9 }, null, false],
    ['within its head', { of: 'request', at: 120 }, null, false],
    ['within its body', { of: 'request', at: 1_500 }, null, false],
    ['after the request, before the answer', { of: 'request', at: 'whole' }, null, true],
    ['within the first line of the answer', { of: 'answer', at: 9 }, null, true],
    ['within the head of the answer', { of: 'answer', at: 60 }, null, true],
    ['within the receipt', { of: 'answer', at: 'receipt' }, null, true],
    ['the browser is killed before it keeps the receipt', null, 'before', true],
    ['the browser is killed when it has kept the receipt, before it shows it', null, 'after', true]
  ]
  for (const [no, [name, cut, dies, arrived]] of points.entries())
    test(`S4.2 cut ${no + 1} of ${points.length}: ${name}`, async () => {
      const device = new Device()
      const before = (await sent()).length
      const key = `device-cut-${no}-0001`
      openOutbox(device, 'officer').save({ ...newDraft({ what }, key), state: 'waiting' })
      const broke = line.broke
      line.cut = cut
      device.dies = dies
      await newConnections()
      await openOutbox(device, 'officer').deliver(send)
      line.cut = null
      device.dies = null
      await newConnections()
      assert.equal(line.broke - broke, cut === null ? 0 : 1, 'it was cut where it was to be')
      assert.equal((await sent()).length - before, arrived ? 1 : 0)
      // The browser is opened again: what it wrote is there, with or without its receipt.
      const again: Outbox = openOutbox(device, 'officer')
      const [draft] = again.drafts()
      assert.deepEqual([draft?.body.what, draft?.state], [what, dies === 'after' ? 'received' : 'waiting'])
      await again.deliver(send)
      const [received] = again.drafts()
      assert.equal(received?.state, 'received')
      const all = await sent()
      assert.equal(all.length - before, 1, 'one report, never none or two')
      assert.equal(received?.receipt?.version, 1, 'sent twice it is no correction')
      assert.ok(all.some((one) => one.id === received?.receipt?.id))
      again.drop(key)
      assert.equal(openOutbox(device, 'officer').drafts().length, 0, 'gone once its receipt was shown')
    })

  /** The next request has a connection of its own, or it would go on over one that is not cut. */
  async function newConnections(): Promise<void> {
    line.hangUp()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})
