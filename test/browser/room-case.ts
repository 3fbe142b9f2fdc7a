/** What the lead of a case does in it: people with what protects them, tasks, an order, notes, a decision, a dossier, and a referral that a prosecutor took. */
import assert from 'node:assert/strict'
import type { CaseDisclosures, Partner } from '../../src/contract/partners/partners.ts'
import type { CaseWork } from '../../src/contract/cases/work.ts'
import type { People } from '../support/desk-person.ts'

/** Plays it in a case that is open and led by the detective. The dossier is asked for: `dossierMade` waits for it. */
export async function workedInCase(as: People, id: string): Promise<void> {
  const lead = await as('detective')
  const act = (what: string, body: object): Promise<void> => lead.act('POST', `/api/cases/${id}/${what}`, body)
  const protectedOnes = [
    { name: 'Vrouw in kas 4', about: 'Spreekt Roemeens.', minor: 'doubt', flags: ['no-contact'] },
    { name: 'Man met valse papieren', about: '', minor: 'no', flags: ['non-punishment', 'protection'] }
  ]
  for (const one of protectedOnes)
    await act('subjects', { ...one, roles: ['possible-victim'], reason: 'Zo vertelde de buurvrouw het.' })
  await act('subjects', {
    name: 'Baas met het busje',
    about: 'Haalt iedereen om vijf uur op.',
    roles: ['suspect'],
    minor: 'no',
    flags: [],
    reason: 'In elke melding genoemd.'
  })
  await act('plan', { owner: 'detective' })
  const own = { kind: 'observe', title: 'Observeer de kas', about: 'Vanaf de openbare weg.', priority: 'high' }
  await act('tasks', { ...own, owner: 'detective', dueOn: day(10) })
  await act('tasks', { ...own, kind: 'purchase', title: 'Vraag een bed aan', owner: 'analyst', dueOn: day(20) })
  const order = { article: '126g', number: 'BOB 26-0412', scope: 'De kas en wie er in en uit gaat.' }
  await act('orders', { ...order, subjects: [3], from: day(0), until: day(28) })
  const { tasks } = await lead.ask<CaseWork>('GET', `/api/cases/${id}/work`)
  const [first, second] = tasks.filter((one) => one.kind === 'other' && one.blocked === null)
  assert.ok(first !== undefined && second !== undefined, 'two tasks of the form')
  const reason = 'Zes inschrijvingen op één adres, geen contract bij de Arbeidsinspectie bekend.'
  await act(`tasks/${first.no}/end`, { version: first.version, state: 'done', reason })
  const double = 'De gemeente heeft het al gedaan.'
  await act(`tasks/${second.no}/end`, { version: second.version, state: 'dropped', reason: double })
  const title = 'Gesprek met de gemeente'
  await act('notes', { title, text: 'Zes inschrijvingen op één adres.' })
  await act('notes/1', {
    version: 1,
    title,
    text: 'Zes inschrijvingen op één adres.\nVier zijn deze maand vertrokken.'
  })
  await act('notes', {
    title: 'Wat de buurvrouw zag',
    text: 'Elke ochtend om vijf uur een busje, elke avond na tien terug.'
  })
  await act('decisions', { decision: 'Nog niet aankloppen', reason: 'Eerst een tolk en een plek om te slapen.' })
  await act('dossier', { reason: 'Voor de officier van justitie.' })
  await referred(as, id)
}

/** A decision on a partner, what was disclosed on it, and what waits for another member. Resolves to the organisation. */
export async function partnerAgreed(as: People, id: string): Promise<string> {
  const [lead, coordinator, prosecutor] = [await as('detective'), await as('coordinator'), await as('prosecutor')]
  const who = { kind: 'municipality', name: 'Gemeente Voorbeeld', contact: 'Team veiligheid', users: ['partner'] }
  const made = await coordinator.ask<Partner>('POST', '/api/partners', { ...who, reason: 'Kent de adressen.' })
  const propose = (fields: readonly string[]): Promise<Partner> =>
    coordinator.ask('POST', `/api/partners/${made.id}/agreements`, {
      article: '20',
      fields,
      interest: 'Dat mensen veilig wonen, en dat een adres niet opnieuw misbruikt wordt.',
      conditions: 'Alleen voor wie hieraan werkt; niet verder delen; na de laatste dag weg.',
      until: day(182)
    })
  const key = (await propose(['form', 'place', 'question'])).agreements[0]?.key
  await prosecutor.act('POST', `/api/agreements/${key}/confirm`, { reason: 'Noodzakelijk en evenredig.' })
  await propose(['form', 'region', 'address', 'signs'])
  const ask = (question: string): Promise<void> =>
    lead.act('POST', `/api/cases/${id}/disclosures`, {
      agreement: key,
      shared: { form: 'labour', place: 'Naaldwijk', question },
      reason: 'Zij kunnen dit in een dag nagaan.'
    })
  await ask('Staan hier meer mensen ingeschreven dan er slapen?')
  const rights = ['read', 'add', 'change']
  await lead.act('POST', `/api/cases/${id}/members`, { user: 'analyst', rights, reason: 'Tweede persoon.' })
  const { disclosures } = await lead.ask<CaseDisclosures>('GET', `/api/cases/${id}/disclosures`)
  const second = await as('analyst')
  const reason = 'Klopt, en niet meer dan nodig.'
  await second.act('POST', `/api/cases/${id}/disclosures/${disclosures[0]?.key}/confirm`, { reason })
  await ask('Is hier eerder toezicht geweest?')
  await barred(as, id, made.id)
  await conferred(as, id, key ?? '')
  return made.id
}

/** Barriers, of which one is raised, and what makes a step possible. */
async function barred(as: People, id: string, partner: string): Promise<void> {
  const lead = await as('detective')
  const reason = 'Besproken met de gemeente.'
  const add = (body: object): Promise<void> => lead.act('POST', `/api/cases/${id}/barriers`, { ...body, reason })
  await add({ kind: 'opportunity', step: 'housing', title: 'Kamers boven de loods, zonder contract' })
  const barrier = { kind: 'barrier', step: 'housing', dueOn: day(30), partner }
  await add({ ...barrier, title: 'Controle van het pand', means: 'Bezoek met de brandweer' })
  await add({ ...barrier, title: 'Inschrijving nagaan', means: 'Uittreksel per adres' })
  const raised = { version: 1, state: 'raised', raisedOn: day(-28), reason: 'Bezoek gedaan.' }
  await lead.act('POST', `/api/cases/${id}/barriers/2`, raised)
}

/** A conference with a prosecutor and the partner of a decision, and codes on two items. */
async function conferred(as: People, id: string, agreement: string): Promise<void> {
  const lead = await as('detective')
  const reason = 'Zo afgesproken.'
  await lead.act('POST', `/api/cases/${id}/conferences`, {
    heldOn: day(-3),
    title: 'Overleg over het pand in Naaldwijk',
    minutes: 'De huurder wisselt elke maand.\nDe gemeente gaat eerst kijken, daarna pas de politie.',
    decisions: [
      { decision: 'Bezoek aan het pand', seat: 3, dueOn: day(-1), state: 'open' },
      { decision: 'Vordering voorbereiden', seat: 1, dueOn: day(14), state: 'open' }
    ],
    seats: [
      { user: 'detective', minutes: true, decisions: [1, 2], items: [1, 2] },
      { user: 'prosecutor', minutes: true, decisions: [2], items: [1] },
      { agreement, minutes: false, decisions: [1] }
    ],
    reason
  })
  const code = (item: number, tlp: string, pap: string | null): Promise<void> =>
    lead.act('POST', `/api/cases/${id}/handling`, { about: `item:${item}`, tlp, pap, reason })
  await code(2, 'red', null)
  await code(3, 'amber+strict', 'amber')
}

/** Waits until the dossier is there: seconds, on a machine that has much to do minutes. */
export async function dossierMade(as: People, id: string): Promise<void> {
  const lead = await as('detective')
  for (const untilMs = Date.now() + 5 * 60_000; Date.now() < untilMs;) {
    const { dossiers } = await lead.ask<{ dossiers: object[] }>('GET', `/api/cases/${id}/dossiers`)
    if (dossiers.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  assert.fail('no dossier within five minutes')
}

/** To a prosecutor, who takes it and answers one of the notes of non-punishment. */
async function referred(as: People, id: string): Promise<void> {
  const [lead, prosecutor] = [await as('detective'), await as('prosecutor')]
  await lead.act('POST', `/api/cases/${id}/referrals`, {
    kind: 'prosecutor',
    to: 'prosecutor',
    reason: 'Genoeg voor een oordeel.'
  })
  const { referrals } = await prosecutor.ask<{ referrals: { key: string }[] }>('GET', '/api/referrals')
  const key = referrals[0]?.key ?? assert.fail('nothing was referred')
  await prosecutor.act('POST', `/api/referrals/${key}/accept`, { reason: 'In behandeling.' })
  await prosecutor.act('POST', `/api/referrals/${key}/non-punishment`, {
    subject: 2,
    applies: true,
    reason: 'Hij werd gedwongen.'
  })
}

function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
