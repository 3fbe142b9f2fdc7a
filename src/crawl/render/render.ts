/** Renders one page: a Chromium of its own in its cage, the page as it was fetched, its scripts within limits, and the document that they made. */
import type { Readable } from 'node:stream'
import type { Rendering, RenderRequest } from '../../model/exchange.ts'
import { startCaged, type Caged } from './cage.ts'
import { openDevTools, type Fields } from './devtools.ts'
import { heard, holdPage, holdWindows, type Ask, type HeldPage } from './held-page.ts'
import { takeRequests, type PageAnswer, type PageAsk, type PageReply } from './page-requests.ts'
import { pressButtons } from './press.ts'

export interface RenderJob {
  readonly url: string
  /** The page as it was fetched: it is not asked for again. */
  readonly page: PageAnswer
  /** Asks for something that the page needs, by all the rules of fetching; must not reject. */
  readonly ask: (asked: PageAsk) => Promise<PageReply>
  readonly press?: { readonly selectors: readonly string[]; readonly most: number }
  /** IANA name of the zone in which the page finds itself. */
  readonly timezone?: string
  readonly limits?: Partial<RenderLimits>
}

export interface RenderLimits {
  /** In all, waiting for the turn of a host included. */
  readonly deadlineMs: number
  /** While nothing is asked for: what scripts may take. */
  readonly workMs: number
  readonly requests: number
  /** Of all answers, without content coding. */
  readonly bytes: number
  /** Of the browser with all its processes. */
  readonly memoryBytes: number
  readonly documentBytes: number
  /** A browser that gives no answer within this gives none any more. */
  readonly answerMs: number
}

export type RenderOutcome =
  | { readonly kind: 'rendered'; readonly rendering: Rendering }
  | {
      readonly kind: 'failed'
      /** `hang`, `memory`, `crash`, `left` (another page stands there), `too-large`, `sandbox`. */
      readonly reason: string
      readonly detail: string
      readonly requests: readonly RenderRequest[]
    }

export interface RenderPlace {
  /** Path of Chromium. */
  readonly chromium: string
  readonly userAgent: string
}

const usual: RenderLimits = {
  deadlineMs: 120_000,
  workMs: 15_000,
  requests: 80,
  bytes: 25_000_000,
  memoryBytes: 1_500_000_000,
  documentBytes: 8_000_000,
  answerMs: 10_000
}

/** The page stands still when it asked for nothing for so long. */
const quietMs = 700
const lookEveryMs = 50

/** Why a rendering ends before its document was had. */
class RenderFailure extends Error {
  readonly reason: string
  constructor(reason: string, detail: string) {
    super(detail)
    this.reason = reason
  }
}

/** Renders a page; a browser that crashed is replaced once. Never rejects for anything that a page does. */
export async function renderPage(place: RenderPlace, job: RenderJob): Promise<RenderOutcome> {
  const first = await renderOnce(place, job)
  return first.kind === 'failed' && first.reason === 'crash' ? renderOnce(place, job) : first
}

async function renderOnce(place: RenderPlace, job: RenderJob): Promise<RenderOutcome> {
  const limits = { ...usual, ...job.limits }
  const startedAt = new Date().toISOString()
  const startedMs = performance.now()
  const caged = startCaged(place)
  const run: Run = { caged, limits, job, requests: null, mainFrame: '', isLoaded: false, failure: null, fail: () => {} }
  const failed = new Promise<never>((_, reject) => {
    run.fail = (reason, detail) => {
      run.failure ??= new RenderFailure(reason, detail)
      run.tools?.end(detail)
      reject(run.failure)
    }
  })
  failed.catch(() => {})
  const watching = watch(run, startedMs)
  try {
    const made = await Promise.race([document(run), failed])
    const durationMs = Math.round(performance.now() - startedMs)
    return { kind: 'rendered', rendering: { ...made, picture: null, startedAt, durationMs } }
  } catch (error) {
    const { reason, message } = run.failure ?? new RenderFailure('crash', (error as Error).message)
    return { kind: 'failed', reason, detail: message, requests: run.requests?.list ?? [] }
  } finally {
    clearInterval(watching)
    run.tools?.end('the page was rendered')
    await caged.destroy()
  }
}

/** One browser with one page. */
interface Run extends HeldPage {
  readonly caged: Caged
  readonly limits: RenderLimits
  readonly job: RenderJob
  mainFrame: string
  failure: RenderFailure | null
}

/** Ends what takes too much memory or time, whatever the page does. */
function watch(run: Run, startedMs: number): NodeJS.Timeout {
  const { caged, limits } = run
  caged.child.once('error', (error) => run.fail('crash', error.message))
  caged.child.once('exit', (code, signal) => run.fail('crash', `the browser ended (${signal ?? code})`))
  return setInterval(() => {
    if (caged.memoryBytes() > limits.memoryBytes)
      run.fail('memory', `more than ${Math.round(limits.memoryBytes / 1e6)} MB of memory`)
    if (performance.now() - startedMs > limits.deadlineMs + limits.answerMs)
      run.fail('hang', `nothing came within ${Math.round((limits.deadlineMs + limits.answerMs) / 1_000)} seconds`)
  }, 100)
}

type Document = Pick<Rendering, 'document' | 'browser' | 'settled' | 'pressed' | 'requests'>

async function document(run: Run): Promise<Document> {
  const { job, limits } = run
  const startedMs = performance.now()
  const [, , , input, output] = run.caged.child.stdio
  if (input == null || output == null || !('write' in input) || !('read' in output)) throw new Error('no pipe')
  let session = ''
  const tools = openDevTools(
    input,
    output as Readable,
    (event) => heard(run, event, () => session),
    (why) => run.fail('crash', why)
  )
  run.tools = tools
  const ask: Ask = (method, params: Fields = {}, to) => within(tools.send(method, params, to), run, method)
  const requests = takeRequests(tools, {
    url: job.url,
    first: job.page,
    limits,
    withLooks: false,
    ask: (asked) => job.ask(asked).catch(() => ({ kind: 'refused', reason: 'failed' })),
    mainFrame: () => run.mainFrame
  })
  run.requests = requests

  const { product } = await ask('Browser.getVersion')
  // What a page keeps stays in memory, and nothing of another page is there.
  const { browserContextId } = await ask('Target.createBrowserContext', { disposeOnDetach: true })
  await ask('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId })
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank', browserContextId })
  session = String((await ask('Target.attachToTarget', { targetId, flatten: true }))['sessionId'])
  await holdWindows(ask)
  await holdPage(ask, session, job.timezone)
  await sandboxed(run)
  const tree = (await ask('Page.getFrameTree', {}, session))['frameTree'] as { frame: { id: string } }
  run.mainFrame = tree.frame.id
  // Not awaited: a page whose scripts never end answers never.
  tools.send('Page.navigate', { url: job.url }, session).catch(() => {})
  const settled = await stillness(run, startedMs, limits.workMs)
  const pressed =
    job.press === undefined || !settled
      ? 0
      : await pressButtons(job.press, {
          ask: (method, params) => ask(method, params, session),
          still: () => stillness(run, startedMs, 3_000)
        })
  await samePage(run, ask, session)
  const root = (await ask('DOM.getDocument', { depth: 0 }, session))['root'] as { nodeId: number }
  const html = String((await ask('DOM.getOuterHTML', { nodeId: root.nodeId }, session))['outerHTML'])
  const bytes = Buffer.from(html, 'utf8')
  if (bytes.length > limits.documentBytes) throw stop(run, 'too-large', `a document of ${bytes.length} bytes`)
  return { document: bytes, browser: String(product), settled, pressed, requests: [...requests.list] }
}

/** Nothing is shown to a browser whose processes of pages are not shut in; they are so within moments of their start. */
async function sandboxed(run: Run): Promise<void> {
  for (const startedMs = performance.now(); !run.caged.isSandboxed();) {
    if (run.failure !== null) throw run.failure
    if (performance.now() - startedMs > run.limits.answerMs)
      throw stop(run, 'sandbox', 'Chromium runs without its sandbox: nothing is rendered')
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

/** Waits until the page stands still or its time is over; true when it stands still. */
async function stillness(run: Run, startedMs: number, workMs: number): Promise<boolean> {
  let quietSinceMs = performance.now()
  let workedMs = 0
  while (workedMs < workMs && performance.now() - startedMs < run.limits.deadlineMs) {
    const beganMs = performance.now()
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    if (run.failure !== null) throw run.failure
    const nowMs = performance.now()
    if ((run.requests?.underWay() ?? 0) > 0) quietSinceMs = nowMs
    else workedMs += nowMs - beganMs
    if (run.isLoaded && nowMs - quietSinceMs > quietMs) return true
  }
  return false
}

/** What stands in the window must be of the site that was asked for, or it would be sealed under a name that is not its own. */
async function samePage(run: Run, ask: Ask, session: string): Promise<void> {
  const tree = (await ask('Page.getFrameTree', {}, session))['frameTree'] as { frame: { url: string } }
  const now = URL.parse(tree.frame.url)
  if (now === null || now.origin !== new URL(run.job.url).origin)
    throw stop(run, 'left', `the page went to ${tree.frame.url.slice(0, 200)}`)
}

function stop(run: Run, reason: string, detail: string): RenderFailure {
  run.failure ??= new RenderFailure(reason, detail)
  return run.failure
}

/** An answer of the browser; one that does not come within its time is a hang. */
async function within<T>(answer: Promise<T>, run: Run, what: string): Promise<T> {
  const { answerMs } = run.limits
  const timer = setTimeout(() => run.fail('hang', `no answer to ${what} within ${answerMs / 1_000} seconds`), answerMs)
  try {
    return await answer
  } finally {
    clearTimeout(timer)
  }
}
