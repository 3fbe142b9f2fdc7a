/** What `/metrics` tells: counts over all mandates in force, and what this process uses, as OpenMetrics text. */
import path from 'node:path'
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import { alarmsIn } from '../../desk/sources/alarms.ts'
import { roomHere, storeState } from '../../desk/sources/evidence-store.ts'
import { openObjectStore } from '../../evidence/objects/read-settings.ts'
import { withGround } from '../../store/ground.ts'
import { countAll, countResting, type Counted } from '../../store/counts/metric-counts.ts'
import type { App } from '../app.ts'

interface Family {
  readonly name: string
  readonly type: 'gauge' | 'counter' | 'info'
  readonly help: string
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[]
}

/** Counting reads whole indexes: an answer holds for so long, and for twenty times as long as it took. */
const keptMs = 15_000

/** Tells the metrics; asked again at once, it tells what it told. */
export function createMetrics(
  { store, evidenceDir }: Pick<App, 'store' | 'evidenceDir'>,
  version: string
): () => Promise<string> {
  let kept: Promise<string> | null = null
  let untilMs = 0
  return () => {
    if (kept !== null && performance.now() < untilMs) return kept
    const beganMs = performance.now()
    untilMs = Number.POSITIVE_INFINITY
    const made = families(store, evidenceDir, version).then(openMetrics)
    kept = made
    made.then(
      () => (untilMs = performance.now() + Math.max(keptMs, 20 * (performance.now() - beganMs))),
      () => (untilMs = 0)
    )
    return made
  }
}

const helps: Readonly<Record<string, readonly [type: Family['type'], help: string]>> = {
  addresses: ['gauge', 'Known addresses by state, and why they were refused or failed.'],
  sources: ['gauge', 'Sources by state.'],
  fetched_pages: ['counter', 'Answers kept as evidence.'],
  fetched_bytes: ['counter', 'Bytes of answers kept as evidence.'],
  passed_links: ['counter', 'Links that pages name and nobody asks for, by reason.'],
  adverts: ['gauge', 'Adverts by state.'],
  networks: ['gauge', 'Networks that exist now.'],
  signals: ['gauge', 'Signals by state.'],
  jobs: ['gauge', 'Jobs that people asked for, by state.'],
  unread_captures: ['gauge', 'Captures that wait to be read.'],
  captures_overdue: [
    'gauge',
    'Sealed captures whose day of erasing was more than a day ago: more than none is a fault.'
  ]
}

async function families(store: App['store'], evidenceDir: string, version: string): Promise<Family[]> {
  const sums = new Map<string, Counted>()
  const alarms = new Map<string, number>()
  let resting = 0
  const lines = await linesInForce(store)
  for (const { id: mandate } of lines) {
    await withGround(store.pool, { user: 'pipeline', mandate }, async (tx) => {
      for (const one of await countAll(tx)) {
        const key = [one.name, one.state, one.reason].join(' ')
        sums.set(key, { ...one, n: one.n + (sums.get(key)?.n ?? 0) })
      }
      for (const { alarm } of await alarmsIn(tx)) alarms.set(alarm, (alarms.get(alarm) ?? 0) + 1)
      resting = await countResting(tx)
    })
  }
  const counted = Object.entries(helps).map(([name, [type, help]]): Family => {
    const samples = [...sums.values()]
      .filter((one) => one.name === name)
      .map(({ state, reason, n }) => ({
        labels: { ...(state !== null && { state }), ...(reason !== null && { reason }) },
        value: n
      }))
    return { name, type, help, samples }
  })
  const alarmed = ['layout-changed', 'wall', 'empty', 'not-rendered'].map((kind) => ({
    labels: { kind },
    value: alarms.get(kind) ?? 0
  }))
  const { user, system } = process.cpuUsage()
  return [
    { name: 'build', type: 'info', help: 'The version that runs.', samples: [{ labels: { version }, value: 1 }] },
    gauge('mandates_in_force', 'Lines of mandates in force.', lines.length),
    ...counted,
    {
      name: 'source_alarms',
      type: 'gauge',
      help: 'Sources that hardly give adverts any more, or whose pages are read without their scripts.',
      samples: alarmed
    },
    gauge('hosts_resting', 'Hosts that rest because something is wrong with them.', resting),
    ...(await storeFamilies(store, evidenceDir)),
    gauge('process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
    {
      name: 'process_cpu_seconds',
      type: 'counter',
      help: 'Processor time of this process.',
      samples: [{ value: (user + system) / 1e6 }]
    }
  ]
}

/** The store that closed segments go to, and the disk that they are on until then. Its place is told to nobody here. */
async function storeFamilies(store: App['store'], evidenceDir: string): Promise<Family[]> {
  const opening = openObjectStore(path.dirname(evidenceDir))
  const state = await withGround(store.pool, { user: 'pipeline', mandate: null }, (tx) => storeState(tx, opening))
  const here = await roomHere(evidenceDir)
  const local =
    here === null
      ? []
      : [
          gauge('evidence_local_segments', 'Segments of the evidence whose file is on this machine.', here.segments),
          gauge('evidence_local_bytes', 'Bytes of those files.', here.bytes),
          gauge('evidence_disk_free_bytes', 'Room on the disk that they are on.', here.freeBytes)
        ]
  if (state.state === 'none') return local
  const since = state.failedSince === null ? 0 : Date.parse(state.failedSince) / 1000
  return [
    ...local,
    gauge(
      'evidence_store_up',
      'The newest round over the store of evidence ended well.',
      state.state === 'well' ? 1 : 0
    ),
    gauge('evidence_store_objects', 'Closed segments that the store has.', state.objects),
    gauge('evidence_store_held_objects', 'Of those, held because somebody relies on what is in them.', state.held),
    gauge('evidence_store_bytes', 'Bytes of the closed segments that the store has.', state.bytes),
    gauge('evidence_store_waiting_segments', 'Closed segments that the store has not got.', state.waiting),
    gauge('evidence_store_waiting_bytes', 'Bytes of those.', state.waitingBytes),
    gauge('evidence_store_fails', 'Rounds that failed one after the other.', state.fails),
    gauge('evidence_store_failing_since_seconds', 'Since when they fail, in seconds since 1970; 0: they do not.', since)
  ]
}

function gauge(name: string, help: string, value: number): Family {
  return { name, type: 'gauge', help, samples: [{ value }] }
}

/** OpenMetrics 1.0 as text. A library for it would keep a registry of its own, where each answer here is made from the database anew. */
export function openMetrics(all: readonly Family[]): string {
  const lines = all.flatMap(({ name, type, help, samples }) => {
    const full = `baken_${name}`
    const suffix = type === 'counter' ? '_total' : type === 'info' ? '_info' : ''
    return [
      `# TYPE ${full} ${type}`,
      `# HELP ${full} ${help}`,
      ...samples.map(({ labels = {}, value }) => `${full}${suffix}${labelText(labels)} ${value}`)
    ]
  })
  return `${lines.join('\n')}\n# EOF\n`
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
