/** The page of a sample advert: the exchange that shows it, and what reading makes of it. */
import { extract } from '../../src/extract/extract.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'
import type { SealedReading } from '../../src/model/reading.ts'

export interface SampleText {
  readonly title: string
  readonly body: string
}

export function readingOf(advert: SampleText): SealedReading {
  const text = `${advert.title}\n${advert.body}`
  return {
    title: advert.title,
    body: advert.body,
    text,
    language: 'nl',
    account: null,
    seller: null,
    category: null,
    city: null,
    price: null,
    phoneField: null,
    postedAt: null,
    images: [],
    facts: extract(text, { region: 'NL', language: 'nl' })
  }
}

export function exchangeOf(url: string, advert: SampleText, startedAt: string): Exchange {
  return {
    url: url as CanonicalUrl,
    method: 'GET',
    requestHeaders: [['User-Agent', 'Baken']],
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    responseHeaders: [['Content-Type', 'text/html; charset=utf-8']],
    body: Buffer.from(`<h1>${advert.title}</h1><p>${advert.body}</p>`),
    truncated: null,
    remoteAddress: '127.0.0.1',
    startedAt,
    durationMs: 5,
    serverDate: null,
    tls: null
  }
}
