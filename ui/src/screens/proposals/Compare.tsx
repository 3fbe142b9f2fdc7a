/** Proposals side by side on the same questions, each with the step and sentence of its newest weighing. There is no total. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Criterion, Proposal } from '../../../../src/contract/cases/proposals.ts'
import { useFormat } from '../../frame/format.ts'
import { criterionNames } from './criteria.ts'
import { Due } from './ProposalCard.tsx'

interface CompareProps {
  readonly proposals: readonly Proposal[]
  readonly decides: boolean
  readonly onWeigh: (proposal: Proposal) => void
}

export function Compare({ proposals, decides, onWeigh }: CompareProps) {
  const { t } = useTranslation()
  return (
    <div className="table-box proposal-compare" role="region" aria-label={t('proposal.compare')} tabIndex={0}>
      <table>
        <caption>{t('proposal.compared', { count: proposals.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('proposal.title')}</th>
            {proposals.map((one) => (
              <th key={one.id} scope="col">
                {one.title}
                <br />
                <Due proposal={one} /> <Size proposal={one} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criterionNames.map((criterion) => (
            <tr key={criterion}>
              <th scope="row">{t(`criterion.${criterion}`)}</th>
              {proposals.map((one) => (
                <td key={one.id}>
                  <Said proposal={one} criterion={criterion} />
                </td>
              ))}
            </tr>
          ))}
          {decides && (
            <tr>
              <th scope="row">{t('proposal.decision')}</th>
              {proposals.map((one) => (
                <td key={one.id}>
                  {one.state === 'offered' && (
                    <Button aria-label={t('proposal.weighNo', { title: one.title })} onPress={() => onWeigh(one)}>
                      {t('proposal.weigh')}
                    </Button>
                  )}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

function Said({ proposal, criterion }: { readonly proposal: Proposal; readonly criterion: Criterion }) {
  const { t } = useTranslation()
  const said = proposal.records.at(-1)?.criteria.find((one) => one.criterion === criterion)
  if (said === undefined) return <span className="quiet">{t('proposal.unweighed')}</span>
  return (
    <>
      <span className={`tag step-${said.step}`}>{t(`proposal.step-${said.step}`)}</span> {said.sentence}
    </>
  )
}

/** How much it bundles, and how fresh that is. */
function Size({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const adverts = proposal.parts.reduce((sum, part) => sum + part.adverts, 0)
  const newest = proposal.parts
    .flatMap((part) => part.lastSeen ?? [])
    .toSorted()
    .at(-1)
  return (
    <span className="quiet small">
      {t('proposal.adverts', { count: adverts })}
      {newest !== undefined && ` · ${t('proposal.newest', { day: format.day(newest) })}`}
    </span>
  )
}
