/** A page in the browser, held: every request waits for its answer, dialogs are closed, windows and workers are never begun. */
import type { DevTools, DevToolsEvent, Fields } from './devtools.ts'
import type { PageRequests } from './page-requests.ts'

/** What is known of a page while it is rendered. */
export interface HeldPage {
  tools?: DevTools
  requests: PageRequests | null
  isLoaded: boolean
  fail: (reason: string, detail: string) => void
}

/** Sends a command that must be answered within its time. */
export type Ask = (method: string, params?: Fields, session?: string) => Promise<Fields>

/** What a page starts waits before its first request. */
const attaching = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }
/** Workers of several pages, and those of a site, are not held: the requests for their scripts are refused. Held, they crash the page. */
const held = [{ type: 'iframe' }, { type: 'worker' }, { exclude: true }]

const everyRequest = { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }

/** Windows that a page opens wait before they ask for anything. */
export async function holdWindows(ask: Ask): Promise<void> {
  await ask('Target.setAutoAttach', { ...attaching, filter: [{ type: 'page' }, { exclude: true }] })
}

/** Holds the page of a session before it is given its address. `timezone`: IANA name of the zone in which it finds itself. */
export async function holdPage(ask: Ask, session: string, timezone: string | undefined): Promise<void> {
  await ask('Fetch.enable', everyRequest, session)
  await ask('Page.enable', {}, session)
  await ask('Inspector.enable', {}, session)
  await ask('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }, session)
  await ask('Network.setBypassServiceWorker', { bypass: true }, session)
  await ask('DOM.enable', {}, session)
  await ask('Target.setAutoAttach', { ...attaching, filter: held }, session)
  const window = { width: 1_280, height: 1_600, deviceScaleFactor: 1, mobile: false }
  await ask('Emulation.setDeviceMetricsOverride', window, session)
  // A zone that this browser does not know changes nothing of what the page says.
  if (timezone !== undefined)
    await ask('Emulation.setTimezoneOverride', { timezoneId: timezone }, session).catch(() => {})
}

/** Takes what the browser tells. `main`: the session of the page itself. */
export function heard(page: HeldPage, { method, params, session }: DevToolsEvent, main: () => string): void {
  const { tools, requests } = page
  if (tools === undefined || requests === null) return
  const quietly = (name: string, with_: Fields, to?: string): void => void tools.send(name, with_, to).catch(() => {})
  switch (method) {
    case 'Fetch.requestPaused':
      requests.paused(params, session ?? '')
      return
    case 'Page.loadEventFired':
      page.isLoaded ||= session === main()
      return
    case 'Page.javascriptDialogOpening':
      requests.note(String(params['url']), `Dialog:${String(params['type'])}`, 'dismissed')
      quietly('Page.handleJavaScriptDialog', { accept: false }, session)
      return
    case 'Network.webSocketCreated':
      requests.note(String(params['url']), 'WebSocket', 'kind')
      return
    case 'Network.webTransportCreated':
      requests.note(String(params['url']), 'WebTransport', 'kind')
      return
    case 'Browser.downloadWillBegin':
      requests.note(String(params['url']), 'Download', 'kind')
      return
    case 'Inspector.targetCrashed':
      page.fail('crash', 'the process of the page crashed')
      return
    case 'Target.attachedToTarget':
      attached(page, params, quietly)
      return
  }
}

/** A frame of another site is held to the same gate; windows are closed; workers are never begun. */
function attached(
  page: HeldPage,
  params: DevToolsEvent['params'],
  quietly: (name: string, params: Fields, to?: string) => void
): void {
  const session = String(params['sessionId'])
  const target = params['targetInfo'] as { type: string; url: string; targetId: string }
  if (target.type === 'iframe') {
    quietly('Fetch.enable', everyRequest, session)
    quietly('Target.setAutoAttach', { ...attaching, filter: held }, session)
    quietly('Runtime.runIfWaitingForDebugger', {}, session)
  } else if (params['waitingForDebugger'] === true) {
    page.requests?.note(target.url, `Target:${target.type}`, 'kind')
    if (target.type !== 'page') return
    quietly('Fetch.enable', everyRequest, session)
    quietly('Target.closeTarget', { targetId: target.targetId })
    // A window that waits holds up the page that opened it.
    quietly('Runtime.runIfWaitingForDebugger', {}, session)
  }
}
