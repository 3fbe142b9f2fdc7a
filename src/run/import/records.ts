/** Takes the records of archives: exchanges at once, and at the end what other files made whole: split records, then revisits. */
import { statSync } from 'node:fs'
import { canonicalOrNull } from '../../crawl/canonical.ts'
import type { ImportNote, NoteKind } from '../../evidence/archives/import-note.ts'
import type { WaczOutcome } from '../../evidence/archives/wacz.ts'
import { exchangeOfJoined, type SkipReason, type WarcOutcome } from '../../evidence/archives/warc-exchange.ts'
import { makeRecordIds } from '../../evidence/archives/warc-oddities.ts'
import { makeBodies } from '../../evidence/archives/warc-revisit.ts'
import { defaultBlockLimitBytes } from '../../evidence/archives/warc-records.ts'
import { makeSegments, type Joined } from '../../evidence/archives/warc-segments.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { Instant } from '../../model/time.ts'
import { instantOf } from '../../text/calendar.ts'
import { hostOf } from '../process/identity/page-addresses.ts'
import { count, refuseFile, tell, type FileWork, type ImportContext, type OpenEnds } from './import-work.ts'
import { createLane, type Lane } from './lane.ts'
import { pageOf } from './page-oddities.ts'
import { isUnmodified, unmodifiedExchange, wholeRevisit, type PendingRevisit } from './revisits.ts'
import { hostSource } from './sources.ts'
import { possibleTime } from './times.ts'

/** Revisits that wait for their original while files are read: beyond this they are looked up at the end of each file. */
const mostRevisits = 100_000

/** What waits for other files, at the start of an import. */
export function noOpenEnds(): OpenEnds {
  return {
    revisits: [],
    segments: makeSegments(defaultBlockLimitBytes),
    segmentFiles: new Map(),
    ids: makeRecordIds()
  }
}

/** When a file was written last, and never ahead of now. */
export function fileTime(file: string): Instant {
  return instantOf(Math.min(statSync(file).mtimeMs, Date.now()))
}

/** Takes the records of one archive. */
export async function importExchanges(
  work: FileWork,
  outcomes: AsyncIterable<WarcOutcome | WaczOutcome>
): Promise<void> {
  const lane = createLane(work)
  for await (const outcome of outcomes) {
    if (work.stop.aborted) break
    await takeOutcome(work, lane, outcome)
  }
  await lane.end()
}

/** Takes what no later file makes whole any more. `last`: no file follows. */
export async function importOpenEnds(open: OpenEnds, context: ImportContext, last: boolean): Promise<void> {
  if (last) {
    const lane = createLane(context)
    for (const joined of open.segments.rest()) {
      if (context.stop.aborted) break
      await takeJoined(fileOf(joined.origin, open, context), lane, joined)
    }
    await lane.end()
  }
  if (last || open.revisits.length > mostRevisits) await importRevisits(open, context)
}

function fileOf(origin: string, open: OpenEnds, context: ImportContext): FileWork {
  return { ...context, open, file: open.segmentFiles.get(origin) ?? '' }
}

async function takeOutcome(work: FileWork, lane: Lane, outcome: WarcOutcome | WaczOutcome): Promise<void> {
  const { counts, open } = work
  switch (outcome.kind) {
    case 'exchange':
      return takeExchange(work, lane, outcome)
    case 'segment': {
      const { segment } = outcome
      if (segment.number === 1 || !open.segmentFiles.has(segment.origin))
        open.segmentFiles.set(segment.origin, work.file)
      const joined = open.segments.add(segment)
      if (joined === 'repeated') {
        open.segmentFiles.delete(segment.origin)
        tell(work, `record ${segment.record.id}`, {
          kind: 'said-twice',
          words: 'it is the same as a piece that was read before'
        })
      } else if (joined !== null) await takeJoined(fileOf(joined.origin, open, work), lane, joined)
      return
    }
    case 'revisit': {
      counts.records++
      const { recordId, revisit, notes } = outcome
      for (const note of notes) tell(work, `record ${recordId}`, note)
      open.revisits.push({ file: work.file, recordId, revisit, notes })
      return
    }
    case 'note':
      return tell(work, outcome.place, outcome.note, 'passedOver' in outcome)
    case 'skipped': {
      count(counts.skipped, outcome.reason)
      const kind = leftOut[outcome.reason]
      if (kind !== undefined) tell(work, `record ${outcome.recordId}`, { kind, words: outcome.detail })
      return
    }
    case 'refused':
      return refuseFile(`${outcome.reason}: ${outcome.detail}`, outcome.do, work)
    case 'damaged':
      count(counts.failed, 'damaged')
      work.notice({
        file: work.file,
        place: `byte ${outcome.offset}`,
        problem: outcome.cause,
        do: 'the readable records were taken; get a whole copy of the file for the rest'
      })
  }
}

/** Records that are left out and told one by one; of the others (requests, metadata, those of the file itself) the summary has the number. */
const leftOut: Readonly<Partial<Record<SkipReason, NoteKind>>> = {
  date: 'date-unreadable',
  method: 'other-method',
  continuation: 'segments-incomplete',
  conversion: 'conversion-left-out',
  'not-http': 'address-of-no-page',
  address: 'address-of-no-page',
  'bad-http': 'answer-unreadable',
  resource: 'answer-unreadable'
}

async function takeExchange(
  work: FileWork,
  lane: Lane,
  {
    exchange,
    recordId,
    notes
  }: { readonly exchange: Exchange; readonly recordId: string; readonly notes: readonly ImportNote[] }
): Promise<void> {
  work.counts.records++
  const time = possibleTime(exchange.startedAt, () => fileTime(work.file))
  const page = pageOf(exchange)
  const all = [...notes, ...page.notes, ...time.notes]
  for (const note of all) tell(work, `record ${recordId || '(without id)'}`, note)
  const source = await hostSource(work, hostOf(exchange.url))
  await lane.add({ ...page.exchange, startedAt: time.at }, source, { record: recordId }, all, work.file)
}

async function takeJoined(work: FileWork, lane: Lane, joined: Joined): Promise<void> {
  work.open.segmentFiles.delete(joined.origin)
  const outcome = exchangeOfJoined(joined, { canonical: canonicalOrNull, bodies: makeBodies() })
  if (outcome.kind === 'skipped') for (const note of joined.notes) tell(work, `record ${joined.origin}`, note)
  await takeOutcome(work, lane, outcome)
}

async function importRevisits(open: OpenEnds, context: ImportContext): Promise<void> {
  const lane = createLane(context)
  for (const { file, recordId, revisit, notes } of open.revisits.splice(0)) {
    if (context.stop.aborted) break
    const work: FileWork = { ...context, file, open }
    const whole = await resolved(work, revisit)
    const time = possibleTime(revisit.startedAt, () => fileTime(file))
    const found: ImportNote[] = [...whole.notes, ...time.notes]
    for (const note of found) tell(work, `record ${recordId || '(without id)'}`, note)
    if (whole.exchange === null) {
      count(context.counts.skipped, 'revisit')
      continue
    }
    const source = await hostSource(work, hostOf(revisit.url))
    await lane.add({ ...whole.exchange, startedAt: time.at }, source, { record: recordId }, [...notes, ...found], file)
  }
  await lane.end()
}

/** What a revisit stands for; null when its content is nowhere. An answer 304 is kept as it was, and told when what it speaks of is nowhere. */
async function resolved(
  work: FileWork,
  revisit: PendingRevisit['revisit']
): Promise<{ readonly exchange: Exchange | null; readonly notes: readonly ImportNote[] }> {
  const bare = isUnmodified(revisit)
  if (bare && work.open.ids.has(revisit.originalId)) return { exchange: unmodifiedExchange(revisit), notes: [] }
  const whole = await wholeRevisit(work.app, work.mandate, revisit)
  if (whole !== null && bare) return { exchange: unmodifiedExchange(revisit), notes: [] }
  if (whole !== null) {
    const words = `revisit: body taken from capture ${whole.original}`
    return { exchange: whole.exchange, notes: [{ kind: 'revisit-resolved', words }] }
  }
  const address = revisit.originalUrl ?? revisit.url
  const named = `${address} of ${revisit.originalDate ?? 'an unknown time'}`
  const words = revisit.profileUnknown
    ? `a revisit of an unknown profile that refers to ${named}: no capture here has a digest that says it is the same`
    : `a revisit: the same content as ${named}, which is neither in these files nor here`
  const notes: ImportNote[] = [{ kind: 'revisit-without-original', words }]
  return { exchange: bare ? unmodifiedExchange(revisit) : null, notes }
}
