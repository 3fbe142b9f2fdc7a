/** The parts that a page is drawn with: its style sheets and pictures as they were captured, and how many of each are missing, and why. */
import { createHash } from 'node:crypto'
import { canonicalOrNull } from '../../crawl/canonical.ts'
import { pageReferences, type PageParts, type PageTree } from '../../evidence/replay/page.ts'
import { rewriteSheet, sheetReferences } from '../../evidence/replay/sheet.ts'
import type { PartCounts } from '../../contract/replay.ts'
import { decodeBody } from '../../read/bytes/charset.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { forbiddenList } from '../reports/files/forbidden.ts'
import { pictureCopies } from '../reports/files/picture-copies.ts'
import { capturedNear, contentOf, exchangeOf, type Found } from './captured.ts'

const mostSheets = 32
const mostRounds = 3
const mostPictures = 24
const mostPictureBytes = 10_000_000
/** Of all pictures of a page together, as they are written into it. */
const mostWrittenChars = 16_000_000

export interface Loaded {
  readonly base: string
  /** Texts by address. */
  readonly sheets: ReadonlyMap<string, string>
  /** Bytes by address, or by the `data:` reference in which they stand. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
  readonly missing: { readonly sheets: PartCounts; readonly pictures: PartCounts }
  /** Seconds between the capture of the page and the part that is furthest from it. */
  readonly apartSeconds: number
}

interface From {
  readonly ground: Ground
  readonly vault: Vault
  readonly url: string
  readonly at: string
}

/** Reads what was captured of all that the page names. In the transaction of the act; opened captures only. */
export async function loadParts(tx: Tx, page: PageTree, from: From): Promise<Loaded> {
  const references = pageReferences(page)
  const base = (references.base === null ? null : canonicalOrNull(references.base, from.url)) ?? from.url
  const sheets = new Map<string, string>()
  const counts = { sheets: { ...none }, pictures: { ...none } }
  const wanted: string[][] = references.pictures.map((group) =>
    group.map((one) => addressOf(one, base)).filter(isThere)
  )
  let apart = 0
  const seen = (seenAt: string): void =>
    void (apart = Math.max(apart, Math.abs(Date.parse(seenAt) - Date.parse(from.at))))
  const named: string[] = references.sheets.map((one) => addressOf(one, base)).filter(isThere)
  const tell = (css: string, at: string): void => {
    if (!/url\s*\(|import|\\/i.test(css)) return
    const found = sheetReferences(css)
    wanted.push(...found.pictures.map((one) => [addressOf(one, at)].filter(isThere)))
    named.push(...found.sheets.map((one) => addressOf(one, at)).filter(isThere))
  }
  for (const css of references.styles) tell(css, base)
  const asked = new Set<string>()
  for (let round = 0; round < mostRounds; round++) {
    const fresh = [...new Set(named)].filter((url) => !asked.has(url) && !url.startsWith('data:'))
    fresh.forEach((url) => asked.add(url))
    const found = await capturedNear(tx, from, fresh, from.at)
    for (const url of fresh) {
      const css =
        sheets.size < mostSheets ? await sheetText(from.vault, found.get(url), counts.sheets) : left(counts.sheets)
      if (css === null) continue
      const part = found.get(url)
      if (part?.kind === 'open') seen(part.seenAt)
      sheets.set(url, css)
      tell(css, url)
    }
  }
  const pictures = await loadPictures(tx, from, wanted, { counts: counts.pictures, seen })
  return { base, sheets, pictures, missing: counts, apartSeconds: Math.round(apart / 1000) }
}

const none: PartCounts = { shown: 0, missing: 0, sealed: 0, withheld: 0, left: 0 }
type Counting = { -readonly [Name in keyof PartCounts]: number }

const isThere = (one: string | null): one is string => one !== null

/** A `data:` reference stands for itself. */
function addressOf(reference: string, base: string): string | null {
  return /^\s*data:/i.test(reference) ? reference.trim() : canonicalOrNull(reference, base)
}

function left(counts: Counting): null {
  counts.left++
  return null
}

async function sheetText(vault: Vault, found: Found | undefined, counts: Counting): Promise<string | null> {
  const content = found?.kind === 'open' ? await openedContent(vault, found) : null
  if (content === null) counts[found?.kind === 'sealed' ? 'sealed' : 'missing']++
  else counts.shown++
  return content === null ? null : decodeBody(content.bytes, content.type).text
}

async function openedContent(vault: Vault, found: Found & { kind: 'open' }): ReturnType<typeof contentOf> {
  const exchange = await exchangeOf(vault, found.row)
  return typeof exchange === 'string' ? null : contentOf(exchange)
}

async function loadPictures(
  tx: Tx,
  from: From,
  wanted: readonly (readonly string[])[],
  { counts, seen }: { readonly counts: Counting; readonly seen: (seenAt: string) => void }
): Promise<Map<string, Uint8Array>> {
  const loaded = new Map<string, Uint8Array>()
  const found = await capturedNear(
    tx,
    from,
    wanted.flat().filter((one) => !one.startsWith('data:')),
    from.at
  )
  for (const group of new Map(wanted.map((one) => [one.join('\n'), one])).values()) {
    const captured = group.find((one) => one.startsWith('data:') || found.get(one)?.kind === 'open')
    if (captured === undefined) counts[group.some((one) => found.has(one)) ? 'sealed' : 'missing']++
    else if (loaded.has(captured)) continue
    else if (loaded.size >= mostPictures) counts.left++
    else {
      const bytes = await pictureBytes(from.vault, captured, found.get(captured))
      if (bytes === null) counts.missing++
      else {
        const part = found.get(captured)
        if (part?.kind === 'open') seen(part.seenAt)
        loaded.set(captured, bytes)
      }
    }
  }
  return loaded
}

async function pictureBytes(vault: Vault, name: string, found: Found | undefined): Promise<Uint8Array | null> {
  if (name.startsWith('data:')) {
    const [, data] = /^data:image\/[\w.+-]+;base64,([\w+/=\s]*)$/i.exec(name.slice(0, mostPictureBytes)) ?? []
    return data === undefined ? null : Buffer.from(data, 'base64')
  }
  const content = found?.kind === 'open' ? await openedContent(vault, found) : null
  return content === null || content.bytes.length > mostPictureBytes ? null : content.bytes
}

/**
 * The copies in which pictures are shown, as `data:` addresses: decoded and written anew in a process of their own. What stands in the list of
 * what nobody may keep is withheld, as is every picture of a page that offers a minor (`withhold`).
 */
export async function drawnPictures(
  vault: Vault,
  { pictures, missing }: Loaded,
  how: { readonly blurred: boolean; readonly withhold: boolean }
): Promise<{ readonly drawn: ReadonlyMap<string, string>; readonly counts: PartCounts }> {
  const counts: Counting = { ...missing.pictures }
  const drawn = new Map<string, string>()
  const forbidden = await forbiddenList(vault)
  let chars = 0
  for (const [name, bytes] of pictures) {
    const digest = createHash('sha256').update(bytes).digest('hex')
    const copies = how.withhold || forbidden.has(digest) ? null : await pictureCopies(Buffer.from(bytes))
    if (how.withhold || forbidden.has(digest) || (copies !== null && forbidden.near(copies.hashes))) counts.withheld++
    else if (copies === null) counts.missing++
    else {
      const data = `data:image/jpeg;base64,${(how.blurred ? copies.blurred : copies.shown).toString('base64')}`
      chars += data.length
      if (chars > mostWrittenChars) counts.left++
      else {
        counts.shown++
        drawn.set(name, data)
      }
    }
  }
  return { drawn, counts }
}

/** What the page is written with. */
export function partsOf(
  { base, sheets }: Loaded,
  drawn: ReadonlyMap<string, string>,
  cover: PageParts['cover']
): PageParts {
  const picture = (reference: string, at: string): string | null => drawn.get(addressOf(reference, at) ?? '') ?? null
  const sheetAt = (url: string | null, depth: number): string | null => {
    const text = url === null || depth > mostRounds ? undefined : sheets.get(url)
    if (url === null || text === undefined) return null
    return rewriteSheet(text, {
      picture: (reference) => picture(reference, url),
      imported: (reference) => sheetAt(canonicalOrNull(reference, url), depth + 1)
    })
  }
  const inline = {
    picture: (reference: string) => picture(reference, base),
    imported: (reference: string) => sheetAt(canonicalOrNull(reference, base), 0)
  }
  return {
    picture: (candidates) => candidates.map((one) => picture(one, base)).find(isThere) ?? null,
    sheet: (reference) => sheetAt(canonicalOrNull(reference, base), 0),
    style: (text) => rewriteSheet(text, inline),
    inline,
    cover
  }
}
