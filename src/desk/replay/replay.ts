/** A captured page drawn again for a person: opened content only, each time with its reason in the ledger, and nothing in it that asks for anything. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Replay, ReplayBody } from '../../contract/replay.ts'
import type { Custody } from '../../contract/desk/adverts.ts'
import { parsePage, writePage, type PageTree } from '../../evidence/replay/page.ts'
import type { Exchange } from '../../model/exchange.ts'
import { decodeBody } from '../../read/bytes/charset.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { closedBeside } from '../adverts/beside.ts'
import { custodyOf, type CustodyRow } from '../adverts/custody.ts'
import { reasonGiven, refused, refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import type { Desk } from '../adverts/vault.ts'
import { contentOf, exchangeOf } from './captured.ts'
import { claimsMinor, coverWords } from './cover.ts'
import { drawnPictures, loadParts, partsOf, type Loaded } from './page-parts.ts'

export interface ReplayAsked extends ReplayBody {
  readonly advert: number
  readonly version: number
}

export interface Replayed {
  /** A page of its own, whole: it asks for nothing. */
  readonly html: string
  readonly told: Omit<Replay, 'address'>
}

/**
 * Draws the page of a version. `sealed`, `erased`, `damaged` say why it cannot be; `sealed-beside`: other adverts on this page are not open;
 * `no-page`: what was captured is no page, or one that no browser would draw.
 */
export async function replayPage({ pool, ground, vault }: Desk, asked: ReplayAsked): Promise<Outcome<Replayed>> {
  const reason = reasonGiven(asked.reason)
  if (reason === null) return refused('reason-missing')
  const [pictures, words] = [asked.pictures ?? 'blurred', asked.words ?? 'covered']
  const outcome = await readPage(pool, ground, vault, { ...asked, reason, pictures, words })
  if (outcome.kind === 'refused') return outcome
  const { page, loaded, custody, exchange } = outcome.value
  const said = textsOf(page)
  const { drawn, counts } = await drawnPictures(vault, loaded, {
    blurred: pictures === 'blurred',
    withhold: claimsMinor(said)
  })
  let covered = 0
  const parts = partsOf(loaded, drawn, (texts) => {
    const found = coverWords(texts)
    covered = found.words
    return words === 'covered' ? found.texts : texts
  })
  const { html, removed } = writePage(page, parts)
  const told: Replayed['told'] = {
    version: asked.version,
    custody,
    serverDate: exchange.serverDate,
    bodyDigest: createHash('sha256').update(exchange.body).digest('hex'),
    pictures,
    words,
    covered,
    parts: { pictures: counts, sheets: loaded.missing.sheets },
    removed: { ...removed },
    apartSeconds: loaded.apartSeconds
  }
  return { kind: 'done', value: { html, told } }
}

interface Read {
  readonly page: PageTree
  readonly loaded: Loaded
  readonly custody: Custody
  readonly exchange: Exchange
}

/** Reads all that the page is drawn from, with the entry of the ledger in the same transaction. */
function readPage(
  pool: pg.Pool,
  ground: Ground,
  vault: Desk['vault'],
  asked: Required<ReplayAsked>
): Promise<Outcome<Read>> {
  const { advert, version, reason, pictures, words } = asked
  return act<Outcome<Read>>(pool, ground, async (tx) => {
    const row = await versionRow(tx, advert, version)
    const why = await refusalOf(tx, row)
    if (row === null || why !== null) return refusedAct(why ?? 'not-found')
    const exchange = await exchangeOf(vault, { ...row, capture_id: row.capture })
    if (typeof exchange === 'string') return refusedAct(exchange)
    const page = await pageOf(exchange)
    if (page === null) return refusedAct('no-page')
    const custody = await custodyOf(vault, row)
    const loaded = await loadParts(tx, page, { ground, vault, url: exchange.url, at: row.captured_at })
    const detail = {
      capture: row.capture,
      version,
      pictures,
      words,
      reason,
      parts: loaded.sheets.size + loaded.pictures.size
    }
    return {
      result: { kind: 'done', value: { page, loaded, custody, exchange } },
      entry: { act: 'advert.replay', subject: `advert:${advert}`, detail }
    }
  })
}

interface VersionRow extends CustodyRow {
  readonly advert_state: 'sealed' | 'open' | 'erased'
}

async function versionRow(tx: Tx, advert: number, version: number): Promise<VersionRow | null> {
  const { rows } = await tx.query<VersionRow>(
    `select a.state as advert_state, k.kek, k.wrapped, c.id as capture, c.url_sealed, c.status, c.seen_at as captured_at, c.bytes, c.truncated,
       c.state as capture_state, c.erase_at, c.segment, c.seg_offset, c.seg_length, c.record_digest, c.mandate_id, c.ledger_no, c.origin, c.notes
     from advert a join sighting s on s.advert_id = a.id join capture c on c.id = s.capture_id left join capture_key k on k.capture_id = c.id
     where a.id = $1 and s.version = $2 order by s.id desc limit 1`,
    [advert, version]
  )
  return rows[0] ?? null
}

async function refusalOf(tx: Tx, row: VersionRow | null): Promise<Refusal | null> {
  if (row === null) return 'not-found'
  if (row.advert_state === 'sealed') return 'sealed'
  if (row.advert_state === 'erased' || row.capture_state === 'erased') return 'erased'
  if (row.capture_state === 'sealed') return 'sealed'
  return (await closedBeside(tx, [row.capture])).size > 0 ? 'sealed-beside' : null
}

/** The tree of what a site answered; null where that is no page of HTML. */
async function pageOf(exchange: Exchange): Promise<PageTree | null> {
  const content = await contentOf(exchange)
  if (content === null || !/^\s*(?:text\/html|application\/xhtml\+xml|$)/i.test(content.type)) return null
  return parsePage(decodeBody(content.bytes, content.type).text)
}

/** All words of a page, also those that stand where no picture is shown. */
function textsOf(page: PageTree): readonly string[] {
  let said: readonly string[] = []
  writePage(page, {
    picture: () => null,
    sheet: () => null,
    style: () => '',
    inline: { picture: () => null, imported: () => null },
    cover: (texts) => (said = texts)
  })
  return said
}
