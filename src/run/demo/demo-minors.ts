/** The file of one child in the demo, invented and neutral: opened by the practice detective, with the analyst as the other person, so that whoever signs in finds something to look at and to decide. */
import type { Desk } from '../../desk/adverts/vault.ts'
import { askExperts, writeKnowledge } from '../../desk/minors/experts.ts'
import { openMinor } from '../../desk/minors/minors.ts'
import { addFollowUp, answerSafe, takeStep } from '../../desk/minors/safety.ts'
import { addContact, addPaper, recordConsent } from '../../desk/minors/sharing.ts'
import { inDays } from './demo-cases.ts'

/** Plays it; `as`: the desk of a user. Resolves to how many acts were done. */
export async function playMinor(as: (user: string) => Desk): Promise<number> {
  const [first, second] = [as('detective'), as('analyst')]
  const opened = await openMinor(first, {
    name: 'Persoon Zilverreiger',
    form: 'criminal',
    second: 'analyst',
    reason: 'School belde: geeft een bankpas af en durft niet te zeggen aan wie.'
  })
  if (opened.kind !== 'done') return 0
  const { id } = opened.value
  const because = (reason: string): { reason: string } => ({ reason })
  const done = [
    await answerSafe(first, id, { answer: 'unknown', ...because('School gebeld: is er tot half vier.') }),
    await takeStep(first, id, { step: 'protection-told', act: 'do', ...because('Gebeld, dossiernummer ontvangen.') }),
    await takeStep(second, id, { step: 'protection-told', act: 'see', ...because('Het nummer nagebeld.') }),
    await takeStep(first, id, { step: 'care', act: 'do', ...because('Jeugdhulp gevraagd in de eigen gemeente.') }),
    await addContact(first, id, {
      name: 'Persoon Kwartel',
      relation: 'oom, in huis',
      blocked: true,
      ...because('Kan de uitbuiter zijn.')
    }),
    await addContact(first, id, {
      name: 'Persoon Roerdomp',
      relation: 'mentor op school',
      blocked: false,
      ...because('Door het kind zelf genoemd.')
    }),
    await addFollowUp(first, id, { service: 'Plek bij jeugdhulp', dueOn: inDays(5), ...because('Zij bellen terug.') }),
    await recordConsent(first, id, {
      from: 'child',
      to: 'school',
      given: true,
      ...because('Vandaag op school gevraagd.')
    }),
    await addPaper(first, id, {
      kind: 'assessment',
      ...because('Geeft een pas af onder druk; veiligheid en zorg eerst.')
    }),
    await askExperts(first, id, {
      question: 'Een kind geeft een pas af onder druk. Wie praat eerst, en waarover niet?'
    }),
    await writeKnowledge(as('expert'), 'expert', {
      title: 'Pas en code',
      text: 'Laat een volwassene praten die het kind vertrouwt. Begin niet over straf.',
      source: 'Verzonnen, voor de oefening',
      reviewOn: inDays(182)
    })
  ]
  return 1 + done.filter(({ kind }) => kind === 'done').length
}
