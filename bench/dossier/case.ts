/** A case with very many items for the bench of dossiers, made by the functions of the desk that people reach by the screens. */
import { demoMandate } from '../../src/accountability/demo.ts'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import type { Desk } from '../../src/desk/adverts/vault.ts'
import { noteAct } from '../../src/desk/cases/case-acts.ts'
import { pinIn } from '../../src/desk/cases/case-items.ts'
import { openCase } from '../../src/desk/cases/cases.ts'
import { giveCertificate } from '../../src/desk/cases/certificates.ts'
import type { Outcome } from '../../src/desk/outcome.ts'
import { draftProposal, offerProposal } from '../../src/desk/proposals/proposals.ts'
import { weighProposal } from '../../src/desk/proposals/weigh-proposal.ts'
import type { App } from '../../src/run/app.ts'
import { record, withGround } from '../../src/store/ground.ts'
import { pipeline } from '../filled/adverts.ts'

const networksToo = 10
const perTransaction = 200
const viewer = { role: 'detective', duty: null } as const

/** Opens all adverts and a case, and pins and confirms networks and adverts until there are n items. Returns the id of the case. */
export async function caseOf(app: App, n: number, say: (text: string) => void): Promise<string> {
  const deskOf = (user: string): Desk => ({
    pool: app.store.pool,
    ground: { user, mandate: demoMandate },
    vault: { keyring: app.keyring, evidenceDir: app.evidenceDir }
  })
  const rows = await withGround(app.store.pool, pipeline, async (tx) => {
    const found = await tx.query<{ id: number; network: number | null }>(
      'select id, network_id as network from advert order by id'
    )
    return found.rows
  })
  if (rows.length === 0) throw new Error('no advert came in')
  for (let from = 0; from < rows.length; from += 1_000)
    await withGround(app.store.pool, pipeline, (tx) =>
      openAdverts(
        tx,
        pipeline,
        app.keyring,
        rows.slice(from, from + 1_000).map((row) => row.id),
        'signal:1'
      )
    )
  const id = await opened(deskOf, app)
  const sizes = Map.groupBy(rows, (row) => row.network)
  const networks = [...sizes.keys()]
    .flatMap((one) => one ?? [])
    .toSorted((a, b) => (sizes.get(b)?.length ?? 0) - (sizes.get(a)?.length ?? 0))
    .slice(0, Math.min(networksToo, n))
  const things = [
    ...networks.map((one) => ({ kind: 'network' as const, ref: String(one) })),
    ...rows.map((row) => ({ kind: 'advert' as const, ref: String(row.id) }))
  ].slice(0, n)
  for (let from = 0; from < things.length; from += perTransaction) {
    await pinAll(deskOf('detective'), id, things.slice(from, from + perTransaction))
    if (from % 2_000 === 0) say(`${from} items are pinned`)
  }
  return id
}

async function opened(deskOf: (user: string) => Desk, { store }: App): Promise<string> {
  const [coordinator, analyst] = [deskOf('coordinator'), deskOf('analyst')]
  done(
    await giveCertificate(store.pool, coordinator.ground, {
      user: 'detective',
      level: 'certified',
      validUntil: '2999-01-01'
    })
  )
  const parts = await withGround(store.pool, pipeline, async (tx) => {
    const { rows } = await tx.query<{ id: number }>('select id from signal order by id limit 1')
    return rows.map((row) => ({ kind: 'signal' as const, id: row.id }))
  })
  const drafted = done(
    await draftProposal(store.pool, analyst.ground, analyst.vault, { title: 'Kaswerk', form: 'labour', parts })
  )
  const offered = done(await offerProposal(store.pool, analyst.ground, analyst.vault, drafted))
  done(
    await weighProposal(store.pool, coordinator.ground, coordinator.vault, offered.id, {
      version: offered.version,
      decision: 'pick-up',
      reason: 'Ernstig en gaande.',
      criteria: [{ criterion: 'severity', step: 'high', sentence: 'Loon ingehouden.' }],
      reviewOn: '2999-01-01'
    })
  )
  const until = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)
  const body = { proposal: offered.id, title: 'Kaswerk', purpose: 'Wordt er druk gezet?', until, lead: 'detective' }
  return done(await openCase(coordinator, body)).id
}

/** As a detective pins and confirms them one by one, with the same rows, acts and entries. */
async function pinAll(
  desk: Desk,
  id: string,
  things: readonly { readonly kind: 'network' | 'advert'; readonly ref: string }[]
): Promise<void> {
  const { ground, vault } = desk
  await withGround(desk.pool, ground, async (tx) => {
    for (const body of things) {
      const pin = await pinIn(tx, desk, viewer, { id, body, why: 'Hoort bij het onderzoek.' })
      if (typeof pin === 'string') throw new Error(`${body.kind} ${body.ref}: ${pin}`)
      const about = pin.about ?? ''
      await noteAct(tx, ground, vault, { id, name: 'pin', about, reason: 'Hoort bij het onderzoek.' })
      await record(tx, ground, { act: 'case.pin', subject: `case:${id}`, detail: { in: about, ...pin.detail } })
    }
    const { rowCount } = await tx.query(
      `update case_item set confirmed = true, confirmed_by = $2, confirmed_at = now() where case_id = $1 and not confirmed`,
      [id, ground.user]
    )
    if (rowCount !== things.length) throw new Error(`${rowCount} of ${things.length} items were confirmed`)
  })
}

function done<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(outcome.reason)
  return outcome.value
}
