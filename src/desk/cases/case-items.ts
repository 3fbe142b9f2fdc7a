/** What a case holds: networks, adverts, reports and signals, pinned whole as they were, with a digest, and kept from erasing. */
import { act } from '../../accountability/acts.ts'
import type { Case, CaseItem, CaseItemContent, ConfirmItemBody, ItemBody } from '../../contract/cases/cases.ts'
import type { Tx } from '../../store/ground.ts'
import { advertIn } from '../adverts/advert.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { networkIn } from '../networks/networks.ts'
import { refusedAct, type Outcome, type Refusal } from '../outcome.ts'
import { digestText, openSalted, openWords, sealWords, withoutSalt } from '../sealed-words.ts'
import { reportIn, type Viewer } from '../reports/reports.ts'
import { signalIn } from '../signals/signals.ts'
import { actInCase, type CaseAct, type CaseDone } from './case-acts.ts'
import { shownItem, storedItems, wholeCase, type StoredCase } from './case-rows.ts'

/** What was found of something that is to be pinned. */
interface Found {
  readonly title: string
  readonly version: number
  readonly content: object
  /** Adverts that it rests on: kept from erasing. */
  readonly adverts: readonly number[]
  /** Opened adverts whose text is in it. */
  readonly shown: readonly number[]
}

/**
 * Pins something as it is now. `not-found`: it is not there, or who pins may not see it. `sealed`: an advert that nobody opened.
 * `erased`: its day came first. `pinned-before`: the case has it as it stands. Adverts are locked as retention locks them: of the two the
 * first wins, and the other hears of it.
 */
export async function pinItem(desk: Desk, viewer: Viewer, id: string, body: ItemBody): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'pin', needs: 'add', reason: body.reason }
  return actInCase(desk, asked, (tx, row, why) => pinIn(tx, desk, viewer, { id: row.id, body, why }))
}

/** What is pinned into which case, and why. */
export interface Pin {
  readonly id: string
  readonly body: Pick<ItemBody, 'kind' | 'ref'>
  readonly why: string
}

/** As `pinItem`, in a transaction of others, who say it to the ledger. */
export async function pinIn(tx: Tx, desk: Desk, viewer: Viewer, { id, body, why }: Pin): Promise<CaseDone | Refusal> {
  const found = await foundOf(tx, desk, viewer, body)
  if (typeof found === 'string') return found
  const { no, before } = await places(tx, id, body)
  const mandate = mandateOf(desk.ground)
  const context = `${id}/${no}`
  const now = JSON.stringify(found.content)
  for (const one of before) {
    const place = { mandate, label: 'case-item', context: `${id}/${one.no}` }
    if (JSON.stringify(openWords(desk.vault, place, one.sealed)) === now) return 'pinned-before'
  }
  const { sealed, digest } = sealWords(desk.vault, { mandate, label: 'case-item', context }, found.content)
  const words = { title: found.title, why }
  const named = sealWords(desk.vault, { mandate, label: 'case-item-words', context }, words)
  await tx.query(
    `insert into case_item (case_id, no, mandate_id, kind, ref, version, adverts, sealed, digest, words, by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, no, mandate, body.kind, body.ref, found.version, found.adverts, sealed, digest, named.sealed, desk.ground.user]
  )
  const detail = { about: [`${body.kind}:${body.ref}`], adverts: found.shown, digest: digestText(digest) }
  return { about: `item:${no}`, detail }
}

/** Says that an item is confirmed, or takes it back: confirmed and unconfirmed stand apart everywhere. */
export async function confirmItem(desk: Desk, id: string, no: number, body: ConfirmItemBody): Promise<Outcome<Case>> {
  const name = body.confirmed ? 'confirm' : 'doubt'
  return actInCase(desk, { id, name, needs: 'change', reason: body.reason }, async (tx, row) => {
    const [item] = await storedItems(tx, row.id, no)
    if (item === undefined || item.state === 'withheld') return 'not-found'
    if (item.state === 'erased') return 'erased'
    if (item.confirmed === body.confirmed) return 'wrong-state'
    await tx.query(
      `update case_item set confirmed = $3, confirmed_by = case when $3 then $4 end, confirmed_at = case when $3 then now() end
       where case_id = $1 and no = $2`,
      [row.id, no, body.confirmed, desk.ground.user]
    )
    return { about: `item:${no}` }
  })
}

/** An item with what was pinned, and whether that is still what its digest says. */
export async function readItem(
  { pool, ground, vault }: Desk,
  id: string,
  no: number
): Promise<Outcome<CaseItemContent>> {
  return act<Outcome<CaseItemContent>>(pool, ground, async (tx) => {
    const row = await wholeCase(tx, id)
    if (typeof row === 'string') return refusedAct(row)
    const [item] = await storedItems(tx, row.id, no)
    if (item === undefined || item.state === 'withheld') return refusedAct('not-found')
    if (item.state === 'erased') return refusedAct('erased')
    const { rows } = await tx.query<{ sealed: Buffer }>('select sealed from case_item where case_id = $1 and no = $2', [
      row.id,
      no
    ])
    const place = { mandate: mandateOf(ground), label: 'case-item', context: `${row.id}/${no}` }
    const opened = openSalted<Record<string, unknown>>(vault, place, rows[0]?.sealed ?? Buffer.alloc(0))
    const intact = opened.digest.equals(item.digest)
    const value = { ...shownItem(vault, ground, row, item), intact, content: withoutSalt(opened.value) }
    const detail = { in: `item:${no}`, about: [`${item.kind}:${item.ref}`] }
    return { result: { kind: 'done', value }, entry: { act: 'case.read-item', subject: `case:${row.id}`, detail } }
  })
}

/** Every item with what was pinned, in their order, but those whose words are gone or not for this person. */
export async function pinnedItems(
  tx: Tx,
  { ground, vault }: Pick<Desk, 'ground' | 'vault'>,
  row: StoredCase
): Promise<(CaseItem & { readonly content: Record<string, unknown> })[]> {
  const items = (await storedItems(tx, row.id, null)).filter((one) => one.state === 'whole')
  const { rows } = await tx.query<{ no: number; sealed: Buffer }>(
    'select no, sealed from case_item where case_id = $1',
    [row.id]
  )
  const sealed = new Map(rows.map((one) => [one.no, one.sealed]))
  return items.map((item) => {
    const place = { mandate: mandateOf(ground), label: 'case-item', context: `${row.id}/${item.no}` }
    const content = openWords<Record<string, unknown>>(vault, place, sealed.get(item.no) ?? Buffer.alloc(0))
    return { ...shownItem(vault, ground, row, item), content }
  })
}

/** The next number of a case, and what it has of this thing already, where that still has its words. */
async function places(
  tx: Tx,
  id: string,
  { kind, ref }: Pin['body']
): Promise<{ no: number; before: { no: number; sealed: Buffer }[] }> {
  const { rows } = await tx.query<{ next: number }>(
    'select coalesce(max(no), 0) + 1 as next from case_item where case_id = $1',
    [id]
  )
  const { rows: before } = await tx.query<{ no: number; sealed: Buffer }>(
    'select no, sealed from case_item where case_id = $1 and kind = $2 and ref = $3 and length(sealed) > 0 order by no desc',
    [id, kind, ref]
  )
  return { no: rows[0]?.next ?? 1, before }
}

async function foundOf(tx: Tx, desk: Desk, viewer: Viewer, { kind, ref }: Pin['body']): Promise<Found | Refusal> {
  if (kind === 'report') return foundReport(tx, desk, viewer, ref)
  const no = /^[1-9]\d{0,9}$/.test(ref) ? Number(ref) : 0
  if (no === 0 || no > 2_147_483_647) return 'not-found'
  if (kind === 'advert') return foundAdvert(tx, desk, no)
  return kind === 'network' ? foundNetwork(tx, desk, no) : foundSignal(tx, desk, no)
}

async function foundAdvert(tx: Tx, { ground, vault }: Desk, no: number): Promise<Found | Refusal> {
  await lockAdverts(tx, [no])
  const content = await advertIn(tx, ground, vault, no)
  if (content === null) return 'not-found'
  if (content.state !== 'open') return content.state
  const newest = content.versions.at(-1)
  return {
    title: newest?.reading?.title ?? content.site,
    version: newest?.version ?? 1,
    content,
    adverts: [no],
    shown: [no]
  }
}

async function foundNetwork(tx: Tx, { ground, vault }: Desk, no: number): Promise<Found | Refusal> {
  const adverts = await lockNetwork(tx, mandateOf(ground), no)
  const found = await networkIn(tx, ground, vault, no)
  if (found === null || found.value.adverts === 0) return 'not-found'
  const { value, shown } = found
  const title = [value.identity?.value, value.title].filter((one) => one != null).join(', ')
  return { title, version: value.adverts, content: value, adverts, shown }
}

async function foundSignal(tx: Tx, { ground, vault }: Desk, no: number): Promise<Found | Refusal> {
  const found = await signalIn(tx, ground, vault, no)
  if (found === null) return 'not-found'
  const { network } = found.value
  const adverts = network === null ? [] : await lockNetwork(tx, mandateOf(ground), network)
  // Who looked, and what is new to whom, is about the people and not about the signal.
  const content = { ...found.value, lookedAt: null, fresh: null, lookers: [] }
  const title = [content.identity?.value, content.title].filter((one) => one != null).join(', ')
  return { title, version: content.version, content, adverts, shown: found.shown }
}

async function foundReport(tx: Tx, { ground, vault }: Desk, viewer: Viewer, ref: string): Promise<Found | Refusal> {
  const content = await reportIn(tx, ground, vault, viewer, ref)
  if (content === null || content.state === 'draft') return 'not-found'
  return {
    title: content.headline ?? '',
    version: content.versions.at(-1)?.version ?? 1,
    content,
    adverts: [],
    shown: []
  }
}

/** Locks the adverts of a network as retention does, and says which there are. */
async function lockNetwork(tx: Tx, mandate: string, no: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    'select id from advert where mandate_id = $1 and network_id = $2 order by id for share',
    [mandate, no]
  )
  return rows.map((row) => row.id)
}

async function lockAdverts(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query('select id from advert where id = any($1::int[]) order by id for share', [ids])
}
