/** Makes page inputs for the tests of reading. */
import type { CanonicalUrl } from '../../src/model/ids.ts'
import type { PageInput, PageReading } from '../../src/model/page.ts'
import { readPage } from '../../src/read/read.ts'

export const seenAt = '2026-03-05T12:00:00+01:00'

/** Stands in for the canonicaliser that the integrator hands in: absolute http(s), no fragment. */
export function canonical(reference: string, base: string): CanonicalUrl | null {
  try {
    const url = new URL(reference, base)
    url.hash = ''
    return url.protocol === 'http:' || url.protocol === 'https:' ? (url.href as CanonicalUrl) : null
  } catch {
    return null
  }
}

export function input(
  body: Uint8Array | string,
  over: Partial<Omit<PageInput, 'url'>> & { url?: string } = {}
): PageInput {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: bytes,
    ...over,
    url: (over.url ?? 'http://site.example/advert/lenie-4711') as CanonicalUrl
  }
}

export function read(
  body: Uint8Array | string,
  over: Partial<Omit<PageInput, 'url'>> & { url?: string } = {}
): PageReading {
  return readPage(input(body, over), { seenAt, canonical })
}
