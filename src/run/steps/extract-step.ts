/** The extract step on one line: a page as the read step left it, or an advert as import takes it, to adverts with their facts. */
import { advertOfLine } from '../../evidence/archives/advert-jsonl.ts'
import { isZone, postedInstant, readInstant } from '../../text/calendar.ts'
import { lineExchange } from '../import/lines.ts'
import { extractAdverts, readCapture, zoneOf, type PageResult } from '../process/page-reader.ts'
import { sourceOf } from './read-step.ts'
import { pageLine, wrongIn } from './shapes.ts'
import type { StepLine } from './step-line.ts'

export const extractNeeds = 'a page of the read step, or an advert with its "id", "title" and "body"'

const msPerDay = 86_400_000

/** One row an advert: the reading that the service seals, and the day from which linking counts. */
export async function extractStep(line: StepLine): Promise<object[] | string> {
  const isPage = 'adverts' in line
  const page = isPage ? pageOfLine(line) : await pageOfAdvert(line)
  if (typeof page === 'string') return page
  const seenMs = Date.parse(page.seenAt)
  return extractAdverts(page).map(({ advert, site, reading }) => {
    const posted = postedInstant(reading.postedAt, page.zone)
    const day = Math.floor((posted === null ? seenMs : Date.parse(posted)) / msPerDay)
    return { id: isPage ? `${page.id} ${advert.key}` : page.id, site, day, reading }
  })
}

type SeenPage = Pick<PageResult, 'adverts' | 'context'> & {
  readonly id: string | number
  readonly seenAt: string
  readonly zone: string
}

function pageOfLine(line: StepLine): SeenPage | string {
  if (!pageLine.Check(line)) return `no page of the read step: ${wrongIn(pageLine, line)}`
  if (readInstant(line.seenAt) === null || !isZone(line.zone)) return 'its "seenAt" or "zone" is none'
  const { seenAt, zone, context } = line
  const adverts = line.adverts as unknown as PageResult['adverts']
  return { id: line.id ?? adverts[0]?.advert.url ?? '', seenAt, zone, adverts, context }
}

/** An advert line is read as import reads it; `region` and `timezone` of its site stand beside its fields. */
async function pageOfAdvert(line: StepLine): Promise<SeenPage | string> {
  const raw = Buffer.from(JSON.stringify(line))
  const fields = advertOfLine(raw)
  if (fields === null) return `not ${extractNeeds}`
  if (fields.id === '') return 'it has no "id" by which its facts could be told'
  const source = sourceOf(fields.site, line)
  if (typeof source === 'string') return source
  const zone = zoneOf(source)
  const { exchange, notes } = lineExchange(fields, raw, { fileTime: unknownTime, zone, key: noKey })
  if (notes.some(({ kind }) => kind === 'time-from-file'))
    return 'it names no moment at which it was seen ("seen_at") or placed ("posted_at" with time and zone)'
  const work = { exchange, source, depth: 0, addressId: null, settled: new Set<string>(), profile: null }
  const page = await readCapture({ ...work, withAdverts: true })
  return { ...page, id: fields.id, seenAt: exchange.startedAt, zone }
}

/** Stands where a line tells no time, which is refused then. */
const unknownTime = readInstant('1970-01-01T00:00:00Z') as NonNullable<ReturnType<typeof readInstant>>
/** Lines without id get names made of content under a key; here they are refused. */
const noKey = new Uint8Array(32)
