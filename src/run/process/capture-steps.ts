/** The steps read, extract, seal and link over one batch of captures, as `pipeline.ts` calls them in order. */
import type { Mandate } from '../../model/mandate.ts'
import type { SealedReading } from '../../model/reading.ts'
import { stepVersions } from '../../pipeline.ts'
import { settleGone } from '../../store/adverts/adverts.ts'
import { markRead, type ReadCapture, type UnreadCapture } from '../../store/captures.ts'
import { addTally } from '../../store/counts/tally.ts'
import { addAddresses, type FoundAddress } from '../../store/frontier/found-addresses.ts'
import { record, type Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import { openReading } from '../../store/sealed/readings.ts'
import { saveUseful } from '../../store/sources.ts'
import { linkAdverts, sealAdverts, type SealedAdverts, type WriteContext } from './advert-writer.ts'
import type { App } from '../app.ts'
import { bySourceId } from '../crawl/crawled-source.ts'
import type { PatternName } from '../../crawl/trap.ts'
import type { AddressKeys } from '../../store/sealed/sealed-address.ts'
import type { BegunCapture, BegunCaptures } from './begun-captures.ts'
import { countUseful, takePassed, type KnownSource, type UsefulCount } from './known-sources.ts'
import { foundAdverts } from './identity/found-adverts.ts'
import { contentsOf, takeBackUnchanged } from './identity/page-content.ts'
import { mergeFound } from './identity/page-addresses.ts'
import { goneOf, stopAt, writeStopped } from './identity/stopped-pages.ts'
import { learnBatch, writeParameters, type LearnedSource, type ParameterPage } from './identity/parameter-steps.ts'
import { keptEntry } from './keep-opened.ts'
import type { LinkerHost } from '../link/linker-host.ts'
import { extractAdverts, readCapture, zoneOf, type ExtractedAdvert, type PageResult } from './page-reader.ts'
import type { SiteLearner } from './site-learner.ts'
import type { WaitingCaptures } from './waiting-captures.ts'

/** What the steps share. */
export interface CaptureState {
  readonly app: App
  readonly mandate: Mandate
  /** For keyed fingerprints. */
  readonly key: Uint8Array
  /** For addresses. */
  readonly addresses: AddressKeys
  readonly patternName: PatternName
  readonly captures: WaitingCaptures
  readonly begun: BegunCaptures
  readonly learner: SiteLearner
  readonly sources: ReadonlyMap<string, KnownSource>
}

/** One capture with what reading made of it. */
export interface ReadPage {
  readonly row: UnreadCapture
  readonly url: string
  readonly dataKey: Buffer
  readonly result: PageResult
  readonly sourceId: string
  readonly zone: string
  readonly withAdverts: boolean
  /** What it names: also where these were written before its site was known, and are not in the result any more. */
  readonly links: readonly FoundAddress[]
}

/** The same with the facts of its adverts. */
export interface Done extends ReadPage {
  readonly adverts: readonly ExtractedAdvert[]
  /** The indicator for which processing stopped at it: then it says nothing. */
  readonly stopped?: string
}

/** A batch after a step: captures that the step is through with, and captures that broke in it or before, as they are noted. */
export interface Batch<One> {
  readonly done: readonly One[]
  readonly broken: readonly ReadCapture[]
}

export interface ExtractedBatch extends Batch<Done> {
  /** Addresses that the pages name. */
  readonly found: readonly FoundAddress[]
  /** What the address patterns of sources have given with these pages. */
  readonly useful: readonly UsefulCount[]
  /** Links that were passed over, by source and reason. */
  readonly passed: ReadonlyMap<string, number>
  /** What the pages told of query parameters. */
  readonly learned: readonly LearnedSource[]
}

export interface SealedBatch extends ExtractedBatch {
  readonly sealed: SealedAdverts
  readonly context: WriteContext
  /** How many of the addresses were new. */
  readonly added: number
}

export interface LinkedBatch {
  readonly added: number
  readonly found: readonly FoundAddress[]
  readonly useful: readonly UsefulCount[]
  readonly learned: readonly LearnedSource[]
  /** What pages add to the profiles of their sites. */
  readonly teaching: readonly { readonly sourceId: string; readonly blocks: readonly string[] }[]
  readonly networks: ReadonlySet<number>
  readonly keks: readonly string[]
  /** What was sealed, by sighting. */
  readonly readings: readonly (readonly [number, SealedReading])[]
}

/** The transaction in which a batch is written, and the linker that goes with it. */
export interface BatchWork {
  readonly tx: Tx
  readonly linker: LinkerHost
}

export async function readBatch(state: CaptureState, rows: readonly UnreadCapture[]): Promise<Batch<ReadPage>> {
  return eachOf(
    rows,
    [],
    (row) => row,
    (row) => readOne(state, row)
  )
}

export async function extractBatch(state: CaptureState, pages: Batch<ReadPage>): Promise<ExtractedBatch> {
  const batch = await eachOf<ReadPage, Done>(
    pages.done,
    pages.broken,
    ({ row }) => row,
    (page) => {
      try {
        return stopAt({ ...page, adverts: extractAdverts(page.result) })
      } catch (error) {
        return whyBroken(error)
      }
    }
  )
  const fetched = batch.done
    .filter((one) => one.row.address_id !== null)
    .map((one) => ({ sourceId: one.sourceId, url: one.url, adverts: one.adverts.length }))
  return {
    ...batch,
    found: mergeFound(batch.done.map((one) => one.result.found)),
    useful: countUseful(state.sources, fetched, state.patternName).sort(bySourceId),
    passed: takePassed(state.sources),
    learned: learnBatch(state.sources, batch.done.map(parameterPage), state.addresses.mac)
  }
}

/** One step over a batch, capture by capture; `work` gives a text where it cannot go on with one. */
export async function eachOf<From, To extends object>(
  from: readonly From[],
  brokenBefore: readonly ReadCapture[],
  rowOf: (one: From) => UnreadCapture,
  work: (one: From) => To | string | Promise<To | string>
): Promise<Batch<To>> {
  const done: To[] = []
  const broken = [...brokenBefore]
  for (const each of from) {
    const one = await work(each)
    if (typeof one === 'string')
      broken.push({ id: rowOf(each).id, readVersion: 0, extractVersion: 0, pageKind: 'error', adverts: 0, error: one })
    else done.push(one)
    // Let answers, screens and signals in between: a page takes about a millisecond.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { done, broken }
}

/** A page that breaks the reader is named and left. Messages quote what they stumbled on: words of the page stay out of the database. */
export function whyBroken(error: unknown): string {
  return `reader: ${(error as Error).message.replace(/["'`].*/s, '…')}`
}

/** Reads one capture; a text says why it cannot be read. */
async function readOne(state: CaptureState, row: UnreadCapture): Promise<ReadPage | string> {
  const site = state.sources.get(row.source_id ?? '')
  const withAdverts = site !== undefined && (site.profile !== null || !state.learner.wants(site.source.id))
  const begun = state.begun.take(row.id)
  if (begun !== null && withAdverts) return finishOne(row, begun, site)
  const opened = await state.captures.take(row)
  if (typeof opened === 'string') return opened
  if (site === undefined) return 'its source is not known'
  const { exchange, dataKey } = opened
  const { source, profile, settled, passed, parameters, tried } = site
  try {
    const result = await readCapture({
      exchange,
      source,
      profile,
      depth: row.depth ?? 0,
      addressId: row.address_id,
      withAdverts,
      settled,
      passed,
      parameters,
      tried
    })
    if (!withAdverts) {
      const kept = state.begun.keep(row.id, { url: exchange.url, dataKey, bytes: exchange.body.length, result })
      if (!kept) state.captures.holdBack(row.id, opened)
    }
    return {
      row,
      url: exchange.url,
      dataKey,
      result,
      sourceId: source.id,
      zone: zoneOf(source),
      withAdverts,
      links: result.found
    }
  } catch (error) {
    return whyBroken(error)
  }
}

/** The adverts of a capture that was parsed before its site was known. Its addresses are written already. */
function finishOne(row: UnreadCapture, begun: BegunCapture, site: KnownSource): ReadPage | string {
  const { url, dataKey } = begun
  try {
    const result = { ...begun.result, found: [], content: null, ...begun.result.later?.(site.profile) }
    return {
      row,
      url,
      dataKey,
      result,
      sourceId: site.source.id,
      zone: zoneOf(site.source),
      withAdverts: true,
      links: begun.result.found
    }
  } catch (error) {
    return whyBroken(error)
  }
}

/** Writes the addresses that pages name, and seals the adverts. */
export async function sealBatch(
  state: CaptureState,
  { tx, linker }: BatchWork,
  batch: ExtractedBatch
): Promise<SealedBatch> {
  const { mandate, key, app } = state
  const added = await addAddresses(tx, mandate.id, batch.found, state.addresses)
  await addTally(tx, mandate.id, batch.passed)
  const admitted = await writeParameters(
    tx,
    { mandate: mandate.id, keyring: app.keyring },
    batch.learned,
    state.addresses
  )
  const context: WriteContext = {
    mandate: mandate.id,
    key,
    addressKey: state.addresses.mac,
    state: mandate.keep,
    linker,
    keyring: app.keyring,
    open: (row) => openReading(app.keyring, row)
  }
  const pages = batch.done.flatMap((one) => foundAdverts(one, state.sources.get(one.sourceId), batch.learned))
  const sealed = await sealAdverts(tx, pages, context)
  await writeStopped(tx, state, batch.done)
  return { ...batch, sealed, context, added: added + admitted }
}

/** Links the adverts, and notes of each capture that it is read. */
export async function linkBatch(
  state: CaptureState,
  { tx, linker }: BatchWork,
  batch: SealedBatch
): Promise<LinkedBatch> {
  const { done, broken, sealed, context, found, added } = batch
  const { adverts, networks, kept } = await linkAdverts(tx, sealed, context)
  for (const one of batch.useful) await saveUseful(tx, one.source.id, one.useful)
  const contents = contentsOf(state.key, done)
  await markRead(tx, [...broken, ...done.map((one) => ({ ...readOf(one), content: contents.get(one.row.id) }))])
  await takeBackUnchanged(tx, [...contents.keys()], (source) => state.sources.get(source)?.source.revisit)
  const settled = await settleGone(tx, adverts, goneOf(done))
  await noteRows(tx, 'seen', [...adverts, ...settled])
  await linker.snapshotWhenDue(tx, false)
  if (kept.size > 0) await record(tx, { user: 'pipeline', mandate: state.mandate.id }, keptEntry(kept))
  const readings = sealed.items.map((one) => [one.sightingId, one.found.reading] as const)
  const teaching = done.flatMap(({ sourceId, result, withAdverts }) =>
    withAdverts ? [] : [{ sourceId, blocks: result.blocks }]
  )
  return { added, found, useful: batch.useful, learned: batch.learned, teaching, networks, keks: sealed.keks, readings }
}

/** What is written of a reading: version 0 while its adverts wait for the profile of the site. */
function readOf({ row, result, withAdverts }: Done): ReadCapture {
  return {
    id: row.id,
    readVersion: withAdverts || result.problem !== null ? stepVersions.read : 0,
    extractVersion: withAdverts ? stepVersions.extract : 0,
    pageKind: result.pageKind,
    adverts: result.adverts.length,
    error: result.problem
  }
}

function parameterPage({ sourceId, url, result }: Done): ParameterPage {
  return { sourceId, url, content: result.content, pageKind: result.pageKind }
}
