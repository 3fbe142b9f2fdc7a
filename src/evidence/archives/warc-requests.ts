/** Joins the requests of a WARC to the responses beside them, by what they say of each other, else by address, date and place. */
import type { HttpRequest } from './http/message.ts'
import { readWarcDate } from './warc-revisit.ts'
import { valueOf, valuesOf, type WarcRecord } from './warc-records.ts'

/** A request or an answer with its place in the file. */
export interface Message {
  /** Number of the record in the file. */
  readonly at: number
  readonly id: string
  /** Ids in `WARC-Concurrent-To`. */
  readonly partners: readonly string[]
  readonly uri: string
  /** ISO 8601 UTC, or null. */
  readonly date: string | null
  /** The same record was read before: such ones belong together among themselves. */
  readonly repeated: boolean
}

export function messageOf(record: WarcRecord, at: number, repeated: boolean): Message {
  const { fields, id } = record
  return {
    at,
    id,
    partners: valuesOf(fields, 'warc-concurrent-to'),
    uri: (valueOf(fields, 'warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1').trim(),
    date: readWarcDate(valueOf(fields, 'warc-date') ?? ''),
    repeated
  }
}

export interface Partner {
  /** The request that an answer belongs to; null when none is known. */
  readonly request: HttpRequest | null
  /** Method of a request that may be its own and may not, when that is not GET; null when there is none. */
  readonly doubt: string | null
  /** Another address than that of the answer, which the request asks for; null when it asks for this one, or does not say. */
  readonly elsewhere: string | null
}

/** Of an answer of which no request is known. */
export const noPartner: Partner = { request: null, doubt: null, elsewhere: null }

export interface Requests {
  request(message: Message, request: HttpRequest): void
  answer(message: Message): void
  /** The request that names the answer or is named by it; null when there is none (yet). */
  named(answer: Message): Partner | null
  /**
   * Of an answer that no request names, when the records around it are known. Requests and answers of one address and date belong
   * together in the order of the file while there are as many of both; neighbours of one address do whatever their dates.
   */
  nearest(answer: Message): Partner
  /** Requests that no answer took and none can take any more, once each. `end`: nothing follows. */
  alone(end: boolean): readonly Asked[]
}

interface Asked {
  readonly message: Message
  readonly request: HttpRequest
}

/** Requests and answers that are remembered; beyond that the oldest are forgotten. */
const mostRemembered = 128
const mostSettled = 10_000

/** `canonical`: the one form of an address, or null when it may not be stored. */
export function makeRequests(canonical: (address: string) => string | null): Requests {
  const asked: Asked[] = []
  const answers: Message[] = []
  const taken = new Set<number>()
  let alone: Asked[] = []
  /** Of answers by their ids, for those that stand in the file again. */
  const settled = new Map<string, Partner>()
  const take = (answer: Message, one: Asked): Partner => {
    taken.add(answer.at).add(one.message.at)
    const partner = { request: one.request, doubt: null, elsewhere: elsewhereOf(answer, one, canonical) }
    if (settled.size < mostSettled) settled.set(answer.id, partner)
    return partner
  }
  const free = (at: number): boolean => !taken.has(at)
  return {
    request: (message, request) =>
      remember(asked, { message, request }, (old) => {
        if (!taken.delete(old.message.at)) alone.push(old)
      }),
    answer: (message) => remember(answers, message, (old) => taken.delete(old.at)),
    alone: (end) => {
      const found = end ? [...alone, ...asked.filter(({ message }) => free(message.at))] : alone
      alone = []
      return found.filter(({ message }) => !message.repeated)
    },
    named: (answer) => {
      const naming = asked.filter(({ message }) => names(answer, message) || names(message, answer))
      // Of the same request twice the one that nobody took: else it would be that of another answer.
      const found = naming.find(({ message }) => free(message.at)) ?? naming[0]
      return found === undefined ? null : take(answer, found)
    },
    nearest: (answer) => {
      const besides = (one: Message): boolean =>
        one.uri === answer.uri && one.repeated === answer.repeated && free(one.at)
      const requests = asked.filter(({ message }) => besides(message))
      if (requests.length === 0) return (answer.repeated ? settled.get(answer.id) : undefined) ?? noPartner
      const others = answers.filter(besides)
      const sameDate = (one: Message): boolean => one.date === answer.date
      const found =
        pairOf(
          answer,
          requests.filter(({ message }) => sameDate(message)),
          others.filter(sameDate)
        ) ?? pairOf(answer, requests, others)
      if (found !== null && (sameDate(found.message) || Math.abs(found.message.at - answer.at) === 1))
        return take(answer, found)
      const methods = [...new Set(requests.map(({ request }) => request.method))]
      return { ...noPartner, doubt: methods.find((method) => method !== 'GET') ?? null }
    }
  }
}

/** Compares what the header and the first lines of a request name with the address of its answer, as far as they name one. */
function elsewhereOf(
  answer: Message,
  { message, request: { target, host } }: Asked,
  canonical: (address: string) => string | null
): string | null {
  const own = canonical(answer.uri.replaceAll(' ', '%20'))
  if (own === null) return null
  const asked = /^https?:/i.test(target) ? target : target.startsWith('/') ? asAddress(own, host, target) : ''
  return (
    [message.uri, asked].find((one) => {
      const other = canonical(one.replaceAll(' ', '%20'))
      return other !== null && other !== own
    }) ?? null
  )
}

function asAddress(own: string, host: string, target: string): string {
  const { protocol, host: ownHost } = new URL(own)
  return `${protocol}//${host === '' ? ownHost : host}${target}`
}

/** The request at the place that the answer has among the answers; null when there are not as many of both. */
function pairOf(answer: Message, requests: readonly Asked[], answers: readonly Message[]): Asked | null {
  if (requests.length !== answers.length) return null
  return requests[answers.findIndex((one) => one.at === answer.at)] ?? null
}

function names(one: Message, other: Message): boolean {
  return other.id !== '' && one.partners.includes(other.id)
}

function remember<T>(list: T[], one: T, forgotten: (old: T) => void): void {
  list.push(one)
  const old = list.length > mostRemembered ? list.shift() : undefined
  if (old !== undefined) forgotten(old)
}
