/** A case with an item, and reports, under every handling code: each is told apart by a word that stands nowhere else. */
import assert from 'node:assert/strict'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { ReportReceipt } from '../../../src/contract/reports/reports.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import {
  codesOf,
  mayHave,
  papCodes,
  tlpCodes,
  type Handling,
  type Receiver
} from '../../../src/model/partners/handling.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import { doIn, done, openCase } from '../cases/cases.ts'
import { pinned } from '../cases/dossiers.ts'
import { partnerWorld, type PartnerWorld } from './partner-world.ts'

/** Every code by itself, and none. */
export const codes: readonly Handling[] = [
  { tlp: null, pap: null },
  ...tlpCodes.map((tlp) => ({ tlp, pap: null })),
  ...papCodes.map((pap) => ({ tlp: null, pap }))
]
const letters = 'abcdefghij'
export const markOf = (at: number): string => `merkwoord${letters[at] ?? ''}x`
export const codeOf = (at: number): Handling => codes[at] ?? assert.fail()
export const each = [...codes.keys()]
/** Which words stand in a text. */
export const marksIn = (text: string): number[] => each.filter((n) => text.includes(markOf(n)))
export const allowed = (receiver: Receiver): number[] => each.filter((n) => mayHave(receiver, codeOf(n)))
/** One item of each code that keeps something back. */
export const behind = (receiver: Receiver) =>
  each
    .filter((n) => !mayHave(receiver, codeOf(n)))
    .map((n) => ({ code: codesOf(codeOf(n)).join(' '), count: 1 }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))

export interface HandlingWorld extends PartnerWorld {
  /** The case of the partners, whose disclosures are tried. */
  readonly first: Case
  readonly adverts: readonly number[]
  /** On the networks of these adverts, in their order. */
  readonly signals: readonly number[]
  readonly reports: readonly string[]
}

/** Item `n + 1` of the case `one` is advert `n`; none has a code yet. */
export async function handlingWorld(): Promise<HandlingWorld> {
  const world = await partnerWorld()
  const { at, detective } = world
  const adverts = await sampleAdverts(
    at.world,
    each.map((n) => ({ title: `Kas ${markOf(n)}`, body: `Werk ${markOf(n)}, bel 06 1234567${n}`, network: 950 + n }))
  )
  const pipeline = { user: 'pipeline', mandate: 'een' }
  const signals: number[] = []
  for (const n of each) signals.push(await sampleSignal(at.world, 950 + n))
  await withGround(at.world.store.pool, pipeline, async (tx) => {
    for (const [n, advert] of adverts.entries())
      await openAdverts(tx, pipeline, at.world.keyring, [advert], `signal:${signals[n]}`)
  })
  const one = await openCase(at, signals[0] ?? 0, { title: 'Onderzoek Codes' })
  done(await doIn(detective, one, 'members', { user: 'analyst', rights: ['read', 'add', 'change'] }))
  const officer = await at.as('officer')
  const reports: string[] = []
  for (const n of each) {
    const body = { key: `behandeling-${n}0000`, what: `Gezien: melding ${markOf(n)}`, signs: ['1.1'] }
    reports.push(done<ReportReceipt>(await officer.ask('POST', '/api/reports', body)).id)
  }
  await pinned(
    detective,
    one,
    adverts.map((advert) => ['advert', advert])
  )
  return { ...world, first: world.one, one, adverts, signals, reports }
}
