/** What people do at the desk of invented adverts, so that the screens of proposals, cases, questions, reports, second looks and figures have something to show. */
import { readFileSync } from 'node:fs'
import { openAdverts, peopleAt, type People } from '../support/desk-person.ts'
import { quietSite } from '../support/room-adverts.ts'
import { minorOpened } from './room-minor.ts'
import { dossierMade, partnerAgreed, workedInCase } from './room-case.ts'

/** What an address of a screen names and nobody knows before it was made, by the word between braces. */
export type Made = Readonly<Record<'case' | 'list' | 'minor' | 'partner' | 'report', string>>

interface Versioned {
  readonly id: number
  readonly version: number
}

/** Draws happen to one dismissal in twenty: after this many tries none is left to chance. */
const mostDismissals = 400

/** Plays them at the address of a running desk over the adverts of all groups and the quiet ones; the practice users sign in by themselves. */
export async function roomActs(address: string): Promise<Made> {
  const as = peopleAt(address)
  const report = await reported(as)
  await proposed(as)
  const id = await caseOpened(as)
  const partner = await partnerAgreed(as, id)
  const made = { case: id, list: await followed(as), minor: await minorOpened(as), partner, report }
  await workedInCase(as, id)
  await asked(as)
  await dismissedUntilDrawn(as)
  await quietOpened(as, address)
  await overseen(as)
  await figuresTaken(as)
  await dossierMade(as, made.case)
  return made
}

async function reported(as: People): Promise<string> {
  const officer = await as('officer')
  const send = (key: string, body: object) =>
    officer.ask<{ id: string }>('POST', '/api/reports', { key, place: 'Naaldwijk', ...body })
  await send('melding-00001', { what: 'Elke ochtend om vijf uur een vol busje bij de kas.', signs: ['1.1'] })
  const { id } = await send('melding-00002', {
    what: 'Op het raam stond 06 10 10 12 12. Twee mannen zeiden dat hun paspoort bij de baas ligt.',
    signs: ['1.1', '1.2']
  })
  return id
}

async function proposed(as: People): Promise<void> {
  const [analyst, coordinator] = [await as('analyst'), await as('coordinator')]
  const propose = async (title: string, about: string, signals: readonly number[]): Promise<Versioned> => {
    const parts = signals.map((id) => ({ kind: 'signal', id }))
    const draft = await analyst.ask<Versioned>('POST', '/api/proposals', { title, about, form: 'labour', parts })
    return analyst.ask('POST', `/api/proposals/${draft.id}/offer`, { version: draft.version })
  }
  for (const [team, hours, running] of [
    ['Rotterdam', 120, 4],
    ['Den Haag', 40, 7]
  ] as const)
    await coordinator.act('POST', '/api/capacity', { team, certified: 6, away: 1, hours, running })
  const first = await propose(
    'Kaswerk Westland',
    'Houdt één baas papieren en loon in bij kassen van Naaldwijk tot Venlo?',
    [1]
  )
  await coordinator.act('POST', `/api/proposals/${first.id}/weigh`, {
    version: first.version,
    decision: 'pick-up',
    team: 'Rotterdam',
    hours: 60,
    reason: 'Het is gaande, en het team kent de streek.',
    criteria: [
      { criterion: 'severity', step: 'high', sentence: 'Loon gaat op aan huur; papieren liggen bij de baas.' },
      { criterion: 'ongoing', step: 'high', sentence: 'De laatste advertentie is van deze week.' }
    ],
    reviewOn: inDays(90)
  })
  await propose('Nachtwerk sorteercentra', 'Wie regelt de bedden en de passen?', [2])
  await propose('Kamermeisjes in drie hotels', 'Slapen zij waar zij werken?', [3, 4])
}

async function caseOpened(as: People): Promise<string> {
  const coordinator = await as('coordinator')
  await coordinator.act('POST', '/api/certificates', { user: 'detective', level: 'certified', validUntil: inDays(400) })
  const { proposals } = await coordinator.ask<{ proposals: Versioned[] }>('GET', '/api/proposals?state=picked-up')
  const { id } = await coordinator.ask<{ id: string }>('POST', '/api/cases', {
    proposal: proposals[0]?.id,
    title: 'Kaswerk Westland',
    purpose: 'Wordt er druk gezet op mensen die in de kassen werken, en door wie?',
    until: inDays(182),
    lead: 'detective'
  })
  const lead = await as('detective')
  const pin = (kind: string, ref: string, reason: string) =>
    lead.act('POST', `/api/cases/${id}/items`, { kind, ref, reason })
  await pin('network', '1', 'Het nummer dat in elke advertentie staat.')
  await pin('signal', '1', 'Hier begon het mee.')
  await pin('advert', '1', 'De oudste tekst: loon en huur in één zin.')
  await lead.act('POST', `/api/cases/${id}/items/1/confirm`, { confirmed: true, reason: 'Nagebeld bij de gemeente.' })
  const rights = ['read', 'add']
  await lead.act('POST', `/api/cases/${id}/members`, { user: 'analyst', rights, reason: 'Kent de advertenties.' })
  const other = await as('analyst-2')
  await other.act('POST', '/api/access-requests', { kind: 'signal', ref: '1', reason: 'Zelfde nummer in mijn werk.' })
  return id
}

/** A search that is followed, and a list of numbers that were looked up. */
async function followed(as: People): Promise<string> {
  const analyst = await as('analyst')
  const watchUntil = `${inDays(30)}T12:00:00.000Z`
  await analyst.act('POST', '/api/watches', { name: 'Loon en huur in één zin', terms: { q: 'huur' }, watchUntil })
  const lines = ['06 10 10 12 12', '06 10 10 13 13', '06 10 10 99 99', 'geen nummer']
  const { id } = await analyst.ask<{ id: number }>('POST', '/api/lists', { lines, reason: 'Uit een melding.' })
  return String(id)
}

async function asked(as: People): Promise<void> {
  const analyst = await as('analyst')
  for (const [value, reason] of [
    ['06 10 10 12 12', 'Loopt er elders al iets op dit nummer?'],
    ['06 10 10 13 13', 'Voordat wij een voorstel maken.']
  ])
    await analyst.act('POST', '/api/deconfliction', { value, reason })
  const coordinator = await as('coordinator')
  type Asked = { questions: { id: number; answer: string | null }[] }
  const { questions } = await coordinator.ask<Asked>('GET', '/api/deconfliction')
  const open = questions.findLast((one) => one.answer === null)
  await coordinator.act('POST', `/api/deconfliction/${open?.id}/answer`, { answer: 'nothing' })
}

/** Dismisses the last signal, and takes it up again, until the ledger draws a dismissal for a second look. */
async function dismissedUntilDrawn(as: People): Promise<void> {
  const analyst = await as('analyst-2')
  const { signals } = await analyst.ask<{ signals: Versioned[] }>('GET', '/api/signals?state=open')
  let last = signals.at(-1)
  for (let tries = 0; tries < mostDismissals && last !== undefined; tries++) {
    const weigh = (act: string, { id, version }: Versioned, reason: string): Promise<Versioned> =>
      analyst.ask('POST', `/api/signals/${id}/${act}`, { version, reason })
    last = await weigh('dismiss', last, 'Te weinig om op te handelen.')
    if ((await analyst.ask<{ looks: object[] }>('GET', '/api/second-looks')).looks.length > 0) return
    last = await weigh('reopen', last, 'Nog eens kijken.')
  }
  throw new Error(`none of ${mostDismissals} dismissals was drawn for a second look`)
}

/** Opens two of the adverts that no signal opened, and asks for the third, which is the one of this site. */
async function quietOpened(as: People, address: string): Promise<void> {
  const analyst = await as('analyst-2')
  const { results } = await analyst.ask<{ results: { advert: number; site: string }[] }>(
    'GET',
    '/api/search?state=sealed'
  )
  const left = results.find((one) => one.site === quietSite)?.advert
  await openAdverts(
    address,
    results.flatMap((one) => (one.advert === left ? [] : [one.advert]))
  )
  const reason = 'De fiets op de foto staat ook in een melding.'
  await analyst.act('POST', `/api/adverts/${left}/request`, { reason })
}

/** What auditors find: somebody who searched for the own name, and two requests about data. */
async function overseen(as: People): Promise<void> {
  await (await as('analyst')).ask('GET', '/api/search?q=Aarts')
  const auditor = await as('auditor')
  for (const one of [
    { kind: 'access', name: 'V. Verzonnen', asks: 'Welke gegevens hebt u van mij?', receivedOn: inDays(-20) },
    { kind: 'correction', name: 'B. Bedacht', asks: 'Mijn nummer staat bij een ander.', receivedOn: inDays(-45) }
  ])
    await auditor.act('POST', '/api/audit/rights', one)
}

/** The published figures that come with Baken, and its invented table. */
async function figuresTaken(as: People): Promise<void> {
  const coordinator = await as('coordinator')
  for (const [route, file] of [
    ['/api/figure-files', 'figures-nl.csv'],
    ['/api/figure-table-files', 'figures-table-practice.csv']
  ] as const) {
    const csv = readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8')
    await coordinator.ask('POST', route, { csv, reason: 'Om te oefenen.' })
  }
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
