/** Partners of the demo, invented: a municipality with a decision in force and one that waits, what a case disclosed to it, and what waits for a second member; the barrier model of that case, and an obstacle. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { colleague } from '../../accountability/demo-more.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { addObstacle } from '../../desk/minors/obstacles.ts'
import { addBarrier } from '../../desk/partners/barriers.ts'
import { setHandling } from '../../desk/handling/handling.ts'
import { addConference } from '../../desk/partners/conferences.ts'
import { askDisclosure, decideDisclosure, listCaseDisclosures } from '../../desk/partners/disclosures.ts'
import { addPeer, decidePeer } from '../../desk/peers/peers.ts'
import { addPartner, decideAgreement, proposeAgreement } from '../../desk/partners/partners.ts'

/** Plays them in a case that the detective leads and in which the analyst may change. `as`: the desk of a user. Resolves to how many acts were done. */
export async function playPartners(as: (user: string) => Desk, id: string): Promise<number> {
  const coordinator = as(colleague.coordinator)
  const added = await addPartner(coordinator, {
    kind: 'municipality',
    name: 'Gemeente Voorbeeld',
    contact: 'Team veiligheid, bereikbaar op werkdagen',
    users: ['partner'],
    reason: 'Kent adressen en inschrijvingen.'
  })
  const care = await addPartner(coordinator, {
    kind: 'care',
    name: 'Opvang Voorbeeld',
    contact: 'Aanmelding',
    users: [],
    reason: 'Heeft plaatsen voor wie weg moet.'
  })
  if (added.kind !== 'done' || care.kind !== 'done') return 0
  const terms = {
    article: '20',
    interest: 'Dat mensen veilig wonen, en dat een adres niet opnieuw misbruikt wordt.',
    conditions: 'Alleen voor wie bij de gemeente hieraan werkt; niet verder delen; na de laatste dag weg.',
    until: new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10)
  } as const
  const proposed = await proposeAgreement(coordinator, added.value.id, {
    ...terms,
    fields: ['form', 'region', 'place', 'address', 'question']
  })
  const key = proposed.kind === 'done' ? (proposed.value.agreements[0]?.key ?? '') : ''
  const confirm = { act: 'confirm', reason: 'Noodzakelijk en evenredig.' } as const
  const confirmed = await decideAgreement(as('prosecutor'), 'prosecutor', { key, ...confirm })
  const waiting = await proposeAgreement(coordinator, care.value.id, {
    ...terms,
    interest: 'Dat er meteen een veilige plek is.',
    fields: ['form', 'region', 'role', 'minor', 'needs', 'contact']
  })
  const done = [added, care, proposed, confirmed, waiting].filter(({ kind }) => kind === 'done').length
  return (
    done +
    (await disclose(as, id, key)) +
    (await standInTheWay(as, id, added.value.id)) +
    (await handled(as, id)) +
    (await met(as, id, key)) +
    (await exchanging(as))
  )
}

/** What may be told of the first item, and of what was asked for last: the latter stays with the members of the case. */
async function handled(as: (user: string) => Desk, id: string): Promise<number> {
  const lead = as('detective')
  const listed = await listCaseDisclosures(lead, id)
  const key = listed.kind === 'done' ? (listed.value.disclosures.at(-1)?.key ?? '') : ''
  const amber = {
    about: 'item:1',
    tlp: 'amber',
    pap: 'amber',
    reason: 'Wie het nodig heeft; nog niets merken.'
  } as const
  const red = { about: `disclosure:${key}`, tlp: 'red', pap: null, reason: 'Eerst overleg met de officier.' } as const
  const set = [await setHandling(lead, id, amber), await setHandling(lead, id, red)]
  return set.filter(({ kind }) => kind === 'done').length
}

/** A conference of the detective, the prosecutor and the municipality, with two decisions. */
async function met(as: (user: string) => Desk, id: string, agreement: string): Promise<number> {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const recorded = await addConference(as('detective'), id, {
    heldOn: day(-2),
    title: 'Wie doet wat aan het pand',
    minutes: 'Het pand wisselt elke week van bewoners. Eerst de inschrijvingen, dan een bezoek.',
    decisions: [
      { decision: 'Bezoek aan het pand, met inschrijving', seat: 3, dueOn: day(12), state: 'open' },
      { decision: 'Nagaan of een bevel nodig is', seat: 2, dueOn: day(5), state: 'open' }
    ],
    seats: [
      { user: 'detective', minutes: true, decisions: [1, 2], items: [1] },
      { user: 'prosecutor', minutes: true, decisions: [2], items: [1] },
      { agreement, minutes: false, decisions: [1] }
    ],
    reason: 'Afspraken van het overleg.'
  })
  return recorded.kind === 'done' ? 1 : 0
}

/** An exchange with another instance, which is nowhere: it is agreed, and nothing was asked. */
async function exchanging(as: (user: string) => Desk): Promise<number> {
  const { publicKey } = generateKeyPairSync('ed25519')
  const added = await addPeer(as(colleague.coordinator), {
    name: 'Baken van een andere eenheid',
    url: 'https://baken.example',
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    shared: randomBytes(32).toString('hex'),
    until: new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10),
    reason: 'Beide werken aan kamers die per week wisselen.'
  })
  if (added.kind !== 'done') return 0
  const confirmed = await decidePeer(
    as('prosecutor'),
    added.value.id,
    'confirm',
    'Noodzakelijk, en geen waarde verlaat Baken.'
  )
  return confirmed.kind === 'done' ? 2 : 1
}

/** What stands in the barrier model of the case, and an obstacle that the expert group met. */
async function standInTheWay(as: (user: string) => Desk, id: string, partner: string): Promise<number> {
  const lead = as('detective')
  const reason = 'Uit het overleg over de zaak.'
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const seen = await addBarrier(lead, id, {
    kind: 'opportunity',
    step: 'housing',
    title: 'Kamers worden per week verhuurd, zonder inschrijving',
    reason
  })
  const raised = await addBarrier(lead, id, {
    kind: 'barrier',
    step: 'housing',
    title: 'Toezicht op het pand',
    partner,
    means: 'Bezoek van de gemeente, met inschrijving van wie er woont',
    dueOn: day(14),
    reason
  })
  const obstacle = await addObstacle(as(colleague.coordinator), 'coordinator', {
    text: 'Er is in het weekend geen plek met begeleiding.',
    owner: colleague.coordinator
  })
  return [seen, raised, obstacle].filter(({ kind }) => kind === 'done').length
}

async function disclose(as: (user: string) => Desk, id: string, agreement: string): Promise<number> {
  const lead = as('detective')
  const asked = await askDisclosure(lead, id, {
    agreement,
    shared: { form: 'sexual', place: 'Almere', question: 'Staan hier meer mensen ingeschreven dan er slapen?' },
    reason: 'De gemeente kan dit in een dag nagaan.'
  })
  const listed = await listCaseDisclosures(lead, id)
  const key = listed.kind === 'done' ? (listed.value.disclosures[0]?.key ?? '') : ''
  const reason = 'Klopt, en niet meer dan nodig.'
  const shared = await decideDisclosure(as('analyst'), id, { key, act: 'confirm', reason })
  const again = await askDisclosure(lead, id, {
    agreement,
    shared: { form: 'sexual', region: 'Noord', question: 'Kent u dit patroon van korte verblijven?' },
    reason: 'Voor de hele regio.'
  })
  return [asked, shared, again].filter(({ kind }) => kind === 'done').length
}
