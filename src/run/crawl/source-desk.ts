/** Carries what operators ask about sources on their screen to the crawl: a dry run of an address, and a source added under the mandate in force. */
import { shownAddress } from '../../model/addresses/userinfo.ts'
import { note } from '../../accountability/acts.ts'
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import type { SourceTry } from '../../contract/desk/sources.ts'
import { canonicalUrl } from '../../crawl/canonical.ts'
import { sourceFromObject } from '../../crawl/sources/source-file.ts'
import { reasonGiven } from '../../desk/outcome.ts'
import type { AddSource, Selectors, SourceAnswer, SourceDesk, TrySource } from '../../desk/sources/source-acts.ts'
import type { CanonicalUrl, MandateId } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import type { Ground } from '../../store/ground.ts'
import { addressKey, urlMac } from '../../store/sealed/address-mac.ts'
import { addSources } from './add-sources.ts'
import type { App } from '../app.ts'
import { dryRun, type DryRunStep } from './dry-run.ts'
import type { ExtractedAdvert } from '../process/page-reader.ts'

/** A person waits: three pages, and no page for long. */
const limits = { pages: 3, deadlineMs: 6_000 }
/** Dry runs at a time: each asks a stranger's site. */
const mostAtOnce = 2
const mostText = 6_000
const mostAdverts = 20
const mostFacts = 200

/** What is joined for operators: `practiceHosts` (`127.0.0.1:8801`) may be asked though they are private; nobody else beside the operator's word. */
interface Place {
  readonly app: App
  readonly practiceHosts: ReadonlySet<string>
}

/** `practiceHosts`: hosts of the practice web of a `--demo` run, with their ports; none elsewhere. */
export function createSourceDesk(app: App, practiceHosts: readonly string[] = []): SourceDesk {
  const place: Place = { app, practiceHosts: new Set(practiceHosts) }
  let underWay = 0
  return {
    async look(ground, asked) {
      if (underWay >= mostAtOnce) return refusal('Others try an address just now: try again in half a minute.')
      underWay++
      try {
        return await look(place, ground, asked)
      } finally {
        underWay--
      }
    },
    add: (ground, asked) => add(place, ground, asked)
  }
}

async function look(place: Place, ground: Ground, asked: TrySource): Promise<SourceAnswer<SourceTry>> {
  const url = canonicalUrl(asked.url)
  if (url.kind === 'refused') return refusal(`${shownAddress(asked.url, 100)}: ${url.detail}.`)
  const { app } = place
  const parsed = sourceOf(place, { id: 'try', name: 'try', start: [url.url], delaySeconds: 1, pages: asked.pages })
  if (parsed.kind === 'refused') return parsed
  const reason = reasonGiven(asked.reason) ?? ''
  await noteTry(place, ground, url.url, reason)
  const steps: DryRunStep[] = []
  const at = { allowPrivate: parsed.value.allowPrivate, userAgent: app.settings.userAgent }
  for await (const step of dryRun(url.url, parsed.value, at, limits)) steps.push(step)
  const robots = steps.find((step) => step.line.what === 'robots')?.line
  return {
    kind: 'done',
    value: {
      robots: { outcome: textOf(robots?.['outcome']), because: textOf(robots?.['because']) },
      pages: steps.filter((step) => step.line.what === 'page').map(triedPage),
      proposal: proposalOf(url.url)
    }
  }
}

/**
 * Before the site is asked: an address that somebody had us fetch is in the ledger, whatever comes of it. Its path may say a name or a
 * number: the host stands there in clear, and the address as captures of it would have it (`url_mac`), so that one that is known is found.
 */
async function noteTry({ app }: Place, ground: Ground, url: CanonicalUrl, reason: string): Promise<void> {
  const key = addressKey(app.keyring, (ground.mandate ?? '') as MandateId)
  const detail = { host: new URL(url).host, address: urlMac(key, url).toString('hex'), reason }
  await note(app.store.pool, ground, { act: 'source.try', detail })
}

async function add(place: Place, ground: Ground, asked: AddSource): Promise<SourceAnswer<{ id: string; due: number }>> {
  const { app } = place
  const reason = reasonGiven(asked.reason)
  if (reason === null) return refusal('Say why this source is added.')
  const parsed = sourceOf(place, asked)
  if (parsed.kind === 'refused') return parsed
  const mandate = (await linesInForce(app.store)).find((one) => one.id === ground.mandate)
  if (mandate === undefined) return refusal('The mandate is no longer in force.')
  const added = await addSources(app, mandate, [parsed.value], parsed.value.allowPrivate, { ground, reason })
  return added.kind === 'refused' ? added : { kind: 'done', value: { id: asked.id, due: added.due } }
}

/** The source that a person describes on the screen, by the rules of source files. */
function sourceOf({ app, practiceHosts }: Place, asked: Omit<AddSource, 'reason'>): SourceAnswer<Source> {
  const practice = asked.start.every((start) => practiceHosts.has(hostAt(start)))
  const parsed = sourceFromObject({
    id: asked.id,
    name: asked.name,
    start: asked.start,
    politeness: { delay_ms: asked.delaySeconds * 1_000 },
    pages: given(asked.pages),
    allow_private: app.settings.allowPrivate || (asked.start.length > 0 && practice)
  })
  if (parsed.kind === 'source') return { kind: 'done', value: parsed.source }
  return refusal(
    parsed.problems
      .map((one) => `${one.path}: ${one.problem}`)
      .slice(0, 5)
      .join('; ')
  )
}

/** `127.0.0.1:8801` of an address; empty where it is none. */
function hostAt(address: string): string {
  const url = canonicalUrl(address)
  return url.kind === 'refused' ? '' : new URL(url.url).host
}

function given(pages: Selectors): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pages).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1].trim() !== '')
  )
}

function refusal(message: string): { readonly kind: 'refused'; readonly message: string } {
  return { kind: 'refused', message }
}

function triedPage({ line, adverts }: DryRunStep): SourceTry['pages'][number] {
  const read = adverts !== null
  return {
    url: textOf(line['url']),
    outcome: read ? 'read' : textOf(line['reason'] ?? line['outcome']),
    detail: textOf(line['problem'] ?? line['detail']) || null,
    status: typeof line['status'] === 'number' ? line['status'] : null,
    kind: textOf(line['kind']) || null,
    links: typeof line['linksInScope'] === 'number' ? line['linksInScope'] : 0,
    adverts: (adverts ?? []).slice(0, mostAdverts).map(triedAdvert)
  }
}

function triedAdvert({ advert, reading }: ExtractedAdvert): SourceTry['pages'][number]['adverts'][number] {
  const fields: [string, string | null | undefined][] = [
    ['title', reading.title],
    ['price', reading.price],
    ['place', reading.city],
    ['posted', reading.postedAt?.value],
    ['account', reading.account ?? reading.seller],
    ['contact', advert.contact]
  ]
  const text = reading.text.slice(0, mostText)
  return {
    fields: fields.flatMap(([name, value]) => (value == null || value === '' ? [] : [{ name, value }])),
    text,
    facts: reading.facts
      .filter((fact) => fact.end <= text.length && fact.kind !== 'language')
      .slice(0, mostFacts)
      .map(({ kind, value, start, end }) => ({ kind, value, start, end }))
  }
}

/** "www.klusbord.example" is called klusbord-example until somebody gives it a better name. */
function proposalOf(url: CanonicalUrl): SourceTry['proposal'] {
  const { host, hostname } = new URL(url)
  const bare = hostname.replace(/^www\./, '')
  const id = host
    .replace(/^www\./, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64)
  return { id, name: bare, start: url, hosts: [host] }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
