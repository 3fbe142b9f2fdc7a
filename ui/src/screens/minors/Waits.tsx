/** What in the file of a child waits for the reader, as the other person: each a link to where it is done. */
import { useTranslation } from 'react-i18next'
import type { MinorFile } from '../../../../src/contract/minors/minors.ts'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

interface WaitsProps {
  readonly one: MinorFile
  readonly me: string
}

type Wait = readonly [what: 'papers' | 'seen' | 'transitions' | 'notice', tab: string, count: number]

/** Pure: what the server would let this person do as the second one. */
function waitsFor({ mine, papers, steps, transitions, notice, acts, state }: MinorFile, me: string): readonly Wait[] {
  if (state === 'closed') return []
  const works = mine.includes('work')
  const asked = papers.filter((one) => one.state === 'asked' && one.by !== me)
  const unseen = steps.filter((one) => one.doneBy !== null && one.doneBy !== me && one.seenBy === null)
  const begun = transitions.filter(
    (one) => one.state === 'in-progress' && one.by !== me && (one.user === null ? works : one.user === me)
  )
  const told = acts.findLast((one) => one.act === 'suspect')?.about === `user:${me}`
  const all: readonly Wait[] = [
    ['papers', 'papers', mine.includes('approve') ? asked.length : 0],
    ['seen', '', works ? unseen.length : 0],
    ['transitions', 'sharing', begun.length],
    ['notice', '', notice === 'open' && told ? 1 : 0]
  ]
  return all.filter(([, , count]) => count > 0)
}

export function Waits({ one, me }: WaitsProps) {
  const { t } = useTranslation()
  const waits = waitsFor(one, me)
  if (waits.length === 0) return null
  return (
    <nav className="note note-info minor-waits" aria-label={t('minors.waits')}>
      <b>{t('minors.waits')}</b>
      <ul className="row row-wrap case-plain">
        {waits.map(([what, tab, count]) => (
          <li key={what}>
            <Go to={formatPlace(`/minors/${one.id}`, { tab })}>{t(`minors.wait-${what}`, { count })}</Go>
          </li>
        ))}
      </ul>
    </nav>
  )
}
