/** What the people of the demo do with signals that may become a case: proposals, what a team can take on, one case with what was pinned and done in it, and a question. */
import { colleague } from '../../accountability/demo-more.ts'
import type { ItemBody } from '../../contract/cases/cases.ts'
import type { SignalRow } from '../../contract/desk/signals.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { confirmItem, pinItem } from '../../desk/cases/case-items.ts'
import { changeMember } from '../../desk/cases/case-people.ts'
import { openCase } from '../../desk/cases/cases.ts'
import { giveCertificate } from '../../desk/cases/certificates.ts'
import { askElsewhere } from '../../desk/deconfliction/questions.ts'
import { identified } from '../../desk/facts/fact-page.ts'
import { setCapacity } from '../../desk/proposals/capacity.ts'
import { draftProposal, offerProposal } from '../../desk/proposals/proposals.ts'
import { weighProposal } from '../../desk/proposals/weigh-proposal.ts'
import { workCase } from './demo-case-work.ts'
import { playPartners } from './demo-partners.ts'

/** The practice user who leads the case, so that whoever signs in as a detective has one. */
const lead = 'detective'
const viewer = { role: 'detective', duty: null } as const

/** Plays them over signals of the demo, the strongest first. `as`: the desk of a user. Resolves to how many acts were done. */
export async function playCases(as: (user: string) => Desk, signals: readonly SignalRow[]): Promise<number> {
  const [first, second, third] = signals
  if (first === undefined || second === undefined || third === undefined) return 0
  const coordinator = as(colleague.coordinator)
  for (const [team, hours, running] of [
    ['Noord', 120, 4],
    ['Zuid', 40, 7]
  ] as const)
    await setCapacity(coordinator.pool, coordinator.ground, { team, certified: 6, away: 1, hours, running })
  await giveCertificate(coordinator.pool, coordinator.ground, {
    user: lead,
    level: 'certified',
    validUntil: inDays(400)
  })
  const picked = await propose(as, 'Wisselende namen, één nummer', 'Wie zet deze mensen onder druk?', [first.id])
  const waiting = await propose(as, 'Zelfde tekst in drie steden', 'Is dit één hand?', [second.id, third.id])
  const opened = picked === null ? 0 : await playCase(as, picked, first)
  const value = identified('phone', second.identity?.kind === 'phone' ? second.identity.value : '')
  const asked =
    value === null ? null : await askElsewhere(as('analyst'), value, 'Loopt er elders al iets op dit nummer?')
  return 3 + [picked, waiting].filter((one) => one !== null).length * 2 + opened + (asked?.kind === 'done' ? 1 : 0)
}

interface Offered {
  readonly id: number
  readonly version: number
}

/** A proposal of the analyst, on the table of the coordinators; null when it could not be made. */
async function propose(
  as: (user: string) => Desk,
  title: string,
  about: string,
  signals: readonly number[]
): Promise<Offered | null> {
  const { pool, ground, vault } = as(colleague.analyst)
  const parts = signals.map((id) => ({ kind: 'signal' as const, id }))
  const drafted = await draftProposal(pool, ground, vault, { title, about, form: 'sexual', urgency: 'middle', parts })
  if (drafted.kind !== 'done') return null
  const { id, version } = drafted.value
  const offered = await offerProposal(pool, ground, vault, { id, version })
  return offered.kind === 'done' ? { id, version: offered.value.version } : null
}

/** The coordinator picks a proposal up and opens its case; the lead pins in it. Resolves to how many acts were done. */
async function playCase(as: (user: string) => Desk, picked: Offered, signal: SignalRow): Promise<number> {
  const coordinator = as(colleague.coordinator)
  const weighed = await weighProposal(coordinator.pool, coordinator.ground, coordinator.vault, picked.id, {
    version: picked.version,
    decision: 'pick-up',
    team: 'Noord',
    hours: 60,
    reason: 'Het is gaande, en het team kent de streek.',
    criteria: [
      { criterion: 'severity', step: 'high', sentence: 'Steeds andere namen, korte verblijven.' },
      { criterion: 'ongoing', step: 'high', sentence: 'De laatste advertentie is van deze week.' }
    ],
    reviewOn: inDays(90)
  })
  if (weighed.kind !== 'done') return 0
  const title = 'Wisselende namen, één nummer'
  const purpose = 'Wordt er druk gezet op de mensen achter deze advertenties, en door wie?'
  const opened = await openCase(coordinator, { proposal: picked.id, title, purpose, until: inDays(182), lead })
  if (opened.kind !== 'done') return 1
  const { id } = opened.value
  const leader = as(lead)
  const pinned: ItemBody[] = [{ kind: 'signal', ref: String(signal.id), reason: 'Hier begon het mee.' }]
  if (signal.network !== null) {
    const reason = 'Het nummer dat in elke advertentie staat.'
    pinned.push({ kind: 'network', ref: String(signal.network), reason })
  }
  let done = 2
  for (const body of pinned) if ((await pinItem(leader, viewer, id, body)).kind === 'done') done++
  const because = { confirmed: true, reason: 'Nagekeken bij de bron.' }
  if ((await confirmItem(leader, id, 1, because)).kind === 'done') done++
  const member = {
    user: 'analyst',
    rights: ['read' as const, 'add' as const, 'change' as const],
    reason: 'Kent de advertenties.'
  }
  if ((await changeMember(leader, id, member)).kind === 'done') done++
  return done + (await workCase(leader, id)) + (await playPartners(as, id))
}

export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
