/** Reports on this device: kept from the first letter until their receipt was shown, and sent under one key however often it takes. */
import type { ReportBody, ReportReceipt } from '../../../../src/contract/reports/reports.ts'
import { refusalOf } from '../../api/http.ts'

/** `writing`: being filled in. `waiting`: to be sent. `received`: its receipt is here, and was perhaps not shown yet. */
export interface Draft {
  readonly key: string
  readonly startedAt: string
  readonly state: 'writing' | 'waiting' | 'received'
  readonly body: Omit<ReportBody, 'key'>
  readonly receipt: ReportReceipt | null
  /** Why the server refused it: it is the writer's again. */
  readonly problem: string | null
}

export type Body = Draft['body']

/** What each step of the form gets. */
export interface StepProps {
  readonly body: Body
  readonly change: (part: Body) => void
}

/** The part of Storage that is needed. */
export interface OutboxStore {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

export interface Outbox {
  drafts(): readonly Draft[]
  /** Whether the device keeps what is written. */
  keeps(): boolean
  save(draft: Draft): void
  drop(key: string): void
  subscribe(listener: () => void): () => void
  /** Sends what waits, one after the other; each is at most once on its way. */
  deliver(send: (body: ReportBody) => Promise<ReportReceipt>): Promise<void>
}

const mostDrafts = 50

export function newDraft(body: Draft['body'] = {}, key: string = crypto.randomUUID()): Draft {
  return { key, startedAt: new Date().toISOString(), state: 'writing', body, receipt: null, problem: null }
}

/** The drafts of one person in one browser. Other windows of the same browser share them through the storage. */
export function openOutbox(store: OutboxStore, user: string): Outbox {
  const name = outboxName(user)
  const listeners = new Set<() => void>()
  const going = new Set<string>()
  let keeps = true
  let known = read(store, name)
  const write = (drafts: readonly Draft[]): void => {
    known = drafts.slice(0, mostDrafts)
    try {
      store.setItem(name, JSON.stringify(known))
      keeps = true
    } catch {
      keeps = false
    }
    for (const listener of listeners) listener()
  }
  const save = (draft: Draft): void => write([draft, ...latest().filter((one) => one.key !== draft.key)])
  /** What another window wrote counts; where nothing can be kept this window's own. */
  const latest = (): readonly Draft[] => (keeps ? read(store, name) : known)
  const sendOne = async (draft: Draft, send: (body: ReportBody) => Promise<ReportReceipt>): Promise<void> => {
    try {
      const receipt = await send({ ...draft.body, key: draft.key })
      const now = latest().find((one) => one.key === draft.key)
      // What was written meanwhile is sent again under the same key, and becomes its next version.
      const same = now !== undefined && JSON.stringify(now.body) === JSON.stringify(draft.body)
      if (now !== undefined) save({ ...now, state: same ? 'received' : now.state, receipt, problem: null })
    } catch (error) {
      const { status, problem } = refusalOf(error)
      // Signed out, too much at once or a server that is away: it waits. What the server will never take is its writer's again.
      if (status >= 400 && status < 500 && ![401, 408, 429].includes(status))
        save({ ...draft, state: 'writing', problem: problem.error })
    }
  }
  return {
    drafts: () => known,
    keeps: () => keeps,
    save,
    drop: (key) => write(latest().filter((one) => one.key !== key)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async deliver(send) {
      for (const draft of latest()) {
        if (draft.state !== 'waiting' || going.has(draft.key)) continue
        going.add(draft.key)
        await sendOne(draft, send).finally(() => going.delete(draft.key))
      }
    }
  }
}

export function outboxName(user: string): string {
  return `baken.reports.${user}`
}

function read(store: OutboxStore, name: string): readonly Draft[] {
  try {
    const drafts: unknown = JSON.parse(store.getItem(name) ?? '[]')
    return Array.isArray(drafts) ? (drafts as Draft[]) : []
  } catch {
    return []
  }
}
