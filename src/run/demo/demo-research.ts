/** Research of the demo: the weeks are counted, and a question is asked, concluded by the analyst and looked at by the coordinator. */
import { colleague } from '../../accountability/demo-more.ts'
import { mandateOf, type Desk } from '../../desk/adverts/vault.ts'
import { countWeeks } from '../../desk/research/count-weeks.ts'
import { askRecord, concludeRecord, reviewRecord } from '../../desk/research/records.ts'

const dayMs = 86_400_000

/** Resolves to how many acts were done. `as`: the desk of a user. */
export async function playResearch(as: (user: string) => Desk): Promise<number> {
  const [analyst, coordinator] = [as(colleague.analyst), as(colleague.coordinator)]
  const { pool, vault, ground } = analyst
  await countWeeks({ store: { pool }, keyring: vault.keyring }, mandateOf(ground), new Date())
  const day = (days: number): string => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)
  const asked = await askRecord(analyst, {
    question: 'In welke talen adverteren netwerken, en verandert dat?',
    definition:
      'Alle netwerken met een gelezen advertentie, per week en per taal; een netwerk telt in elke taal één keer.',
    filters: { view: 'counts', from: day(63), to: day(0), words: [], by: ['language'] }
  })
  if (asked.kind !== 'done') return 0
  const { key } = asked.value
  const concluded = await concludeRecord(analyst, key, {
    conclusion: 'De meeste netwerken adverteren in één taal; een verschuiving is hieruit niet af te leiden.',
    hypotheses: [
      {
        text: 'Netwerken gaan in meer talen adverteren.',
        pro: ['Enkele netwerken staan in meer dan één taal.'],
        against: ['De telling begint pas; er zijn te weinig weken om te vergelijken.']
      }
    ]
  })
  const reviewed = await reviewRecord(coordinator, key, {
    agrees: true,
    reason: 'Volgt uit de telling, met de beperking erbij.'
  })
  return [asked, concluded, reviewed].filter(({ kind }) => kind === 'done').length
}
