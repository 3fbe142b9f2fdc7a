/** One proposal: what it bundles, until when it waits, why it came back, and every weighing of it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../src/contract/cases/proposals.ts'
import { useFormat } from '../../frame/format.ts'
import { SignalLink } from '../../names/SignalLink.tsx'
import { useNames } from '../../names/useNames.ts'
import { Records } from './Records.tsx'

interface CardProps {
  readonly proposal: Proposal
  /** The reader is a coordinator. */
  readonly decides: boolean
  readonly compared: boolean
  readonly onCompare: () => void
  readonly onWeigh: () => void
  readonly onOffer: () => void
}

export function ProposalCard({ proposal, decides, compared, onCompare, onWeigh, onOffer }: CardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { title, state } = proposal
  return (
    <article className="card stack" aria-labelledby={`proposal-${proposal.id}`}>
      <div className="row row-wrap">
        <h2 id={`proposal-${proposal.id}`}>{title}</h2>
        <span className="tag">{t(`proposal.state-${state}`)}</span>
        <span className="quiet">{t(`proposal.form-${proposal.form}`)}</span>
        <Due proposal={proposal} />
      </div>
      {proposal.about !== '' && <p className="said">{proposal.about}</p>}
      {proposal.back !== null && (
        <p className="note note-info">
          {proposal.back.because === 'clock'
            ? t('proposal.backClock')
            : t('proposal.backNew', { count: proposal.back.adverts })}
        </p>
      )}
      <ul className="proposal-parts">
        {proposal.parts.map((part) => (
          <li key={`${part.kind}:${part.id}`}>
            <SignalLink id={part.id} name={part} />{' '}
            <span className="quiet">{t('proposal.adverts', { count: part.adverts })}</span>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        {t('proposal.by', { by: names.person(proposal.madeBy), at: format.moment(proposal.madeAt) })}
      </p>
      <Records records={proposal.records} parts={proposal.parts} />
      <div className="actions">
        {(state === 'drafted' || state === 'returned') && (
          <Button aria-label={t('proposal.offerNo', { title })} onPress={onOffer}>
            {t('proposal.offer')}
          </Button>
        )}
        {state === 'offered' && (
          <label className="row">
            <input
              type="checkbox"
              checked={compared}
              onChange={onCompare}
              aria-label={t('proposal.compareNo', { title })}
            />
            {t('proposal.compare')}
          </label>
        )}
        {decides && state === 'offered' && (
          <Button className="button-primary" aria-label={t('proposal.weighNo', { title })} onPress={onWeigh}>
            {t('proposal.weigh')}
          </Button>
        )}
      </div>
    </article>
  )
}

/** Until when it waits, or when it comes back. */
export function Due({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, dueOn, backOn, late } = proposal
  if (state === 'offered' && dueOn !== null)
    return late ? (
      <span className="tag tag-warn">{t('proposal.late', { day: format.day(dueOn) })}</span>
    ) : (
      <span className="quiet">{t('proposal.due', { day: format.day(dueOn) })}</span>
    )
  if (backOn === null || (state !== 'held-until' && state !== 'declined')) return null
  return <span className="quiet">{t('proposal.backOn', { day: format.day(backOn) })}</span>
}
