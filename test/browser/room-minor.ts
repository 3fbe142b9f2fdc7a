/** What two people do in the file of a child, so that its screens have something to show: invented, and neutral. */
import type { MinorFile } from '../../src/contract/minors/minors.ts'
import type { People } from '../support/desk-person.ts'

/** Plays it; resolves to the id of the file. The detective opens it, the analyst is the second person, an expert advises. */
export async function minorOpened(as: People): Promise<string> {
  const [work, second] = [await as('detective'), await as('analyst')]
  const { id } = await work.ask<MinorFile>('POST', '/api/minors', {
    name: 'Persoon Zilverreiger',
    form: 'criminal',
    second: 'analyst',
    reason: 'School belde: geeft een bankpas af en durft niet te zeggen aan wie.'
  })
  const to = async (who: typeof work, path: string, reason: string, more: object = {}): Promise<MinorFile> =>
    who.ask('POST', `/api/minors/${id}/${path}`, { reason, ...more })
  await to(work, 'safe', 'School gebeld: is er tot half vier. Daarna weten wij het nog niet.', { answer: 'unknown' })
  await to(work, 'steps/protection-told/do', 'Gebeld, dossiernummer ontvangen.')
  await to(second, 'steps/protection-told/see', 'Het nummer nagebeld.')
  await to(work, 'steps/care/do', 'Jeugdhulp gevraagd in de eigen gemeente.')
  await to(work, 'contacts', 'Kan de uitbuiter zijn.', { name: 'Oom in huis', relation: 'oom', blocked: true })
  const { contacts } = await to(work, 'contacts', 'Door het kind zelf genoemd.', {
    name: 'Mentor',
    relation: 'mentor',
    blocked: false
  })
  await to(work, 'follow-ups', 'Antwoord komt deze week.', { service: 'Plek bij jeugdhulp', dueOn: day(5) })
  await to(work, 'tasks', 'Zij vertrouwen elkaar.', {
    kind: 'contact',
    title: 'Mentor praat',
    dueOn: day(2),
    contact: contacts.at(-1)?.no
  })
  const { agreements } = await to(work, 'consents', 'Vandaag op school gevraagd.', {
    from: 'child',
    to: 'school',
    given: true
  })
  await to(second, 'overrides', 'Wachten kan niet.', { to: 'gemeente' })
  await to(work, 'transitions', 'De mentor kan helpen.', {
    kind: 'referral',
    to: 'school',
    what: 'Wat er speelt.',
    consent: agreements.at(-1)?.no
  })
  await to(work, 'papers', 'Kind geeft een pas af onder druk; veiligheid en zorg eerst.', { kind: 'assessment' })
  await to(work, 'papers', 'Mentor praat, jeugdhulp volgt, niet thuis.', { kind: 'plan' })
  await to(work, 'identities', 'Genoemd door school.', { name: 'Persoon Z' })
  await to(work, 'identities', 'Staat op de pas.', { name: 'Persoon Reiger' })
  const asked = await work.ask<MinorFile>('POST', `/api/minors/${id}/questions`, {
    question: 'Een kind geeft een pas af onder druk. Wie praat eerst, en wat zeg je niet?'
  })
  const expert = await as('expert')
  const key = asked.questions[0]?.key ?? ''
  await expert.act('POST', `/api/expert-questions/${key}/advice`, { advice: 'De mentor eerst, en niet thuis.' })
  await work.act('POST', `/api/minors/${id}/questions`, { question: 'Hoe leg je uit dat een kind niet strafbaar is?' })
  await expert.act('POST', '/api/knowledge', {
    title: 'Pas en code',
    text: 'Laat een vertrouwde volwassene praten. Begin niet over straf.',
    source: 'Deskundigengroep',
    reviewOn: day(180)
  })
  return id
}

function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
