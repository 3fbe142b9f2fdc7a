/** The reasons for and against, each with its points, and what they add up to: nothing counts that is not listed here. */
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Confirmed, Reason, Signal } from '../../../../src/contract/desk/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { NetworkClass } from '../network/NetworkClass.tsx'
import { Step } from '../../parts/Step.tsx'
import { Go } from '../../place/place.tsx'
import { loadWords } from '../../words/words.ts'
import { signedPoints } from './acts.ts'

const directions = ['for', 'against', 'context'] as const

interface ReasonsProps {
  readonly signal: Signal
  readonly reasonAt: number
  readonly onReason: (at: number) => void
}

export function Reasons({ signal, reasonAt, onReason }: ReasonsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const numbered = signal.reasons.map((reason, at) => ({ reason, at }))
  const most = Math.max(1, ...signal.reasons.map((reason) => Math.abs(signedPoints(reason))))
  return (
    <section className="block reasons" aria-labelledby="reasons-title">
      <h3 id="reasons-title">{t('reasons.title')}</h3>
      <NetworkClass name={signal.class} signs={signal.classSigns} />
      {directions.map((direction) => {
        const group = numbered.filter(({ reason }) => reason.direction === direction)
        if (group.length === 0 && direction === 'context') return null
        return (
          <div key={direction} className={`reason-group reason-${direction}`}>
            <h4>{t(`reasons.${direction}`)}</h4>
            {group.length === 0 && <p className="quiet">{t(`reasons.none-${direction}`)}</p>}
            <ul>
              {group.map(({ reason, at }) => (
                <li key={at}>
                  <ReasonCard
                    reason={reason}
                    confirmed={signal.confirmed?.find((one) => one.of === reason.indicator)}
                    chosen={at === reasonAt}
                    most={most}
                    onChoose={() => onReason(at)}
                  />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      <Sum signal={signal} />
      <p className="quiet small">{t('reasons.lead', { version: format.number(signal.weighVersion) })}</p>
      <Past key={signal.id} signal={signal.id} />
    </section>
  )
}

const PastPriority = lazy(async () => {
  const [part] = await Promise.all([import('../figures/PastPriority.tsx'), loadWords('figures')])
  return { default: part.PastPriority }
})

/** What it was before is asked only when somebody unfolds it: each look is an act. */
function Past({ signal }: { readonly signal: number }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <details className="small past" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('reasons.past')}</summary>
      {open && (
        <Suspense fallback={<Loading what={t('reasons.past')} lines={4} />}>
          <PastPriority signal={signal} />
        </Suspense>
      )}
    </details>
  )
}

interface ReasonCardProps {
  readonly reason: Reason
  readonly confirmed: Confirmed | undefined
  readonly chosen: boolean
  readonly most: number
  readonly onChoose: () => void
}

function ReasonCard({ reason, confirmed, chosen, most, onChoose }: ReasonCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const points = signedPoints(reason)
  return (
    <div className={chosen ? 'reason reason-chosen' : 'reason'}>
      <button type="button" className="reason-main" aria-pressed={chosen} onClick={onChoose}>
        <Step evidence={reason.step ?? reason.evidence} />
        <span className="reason-words">
          <span className="reason-title">{words(reason.title)}</span>
          <span className="reason-sentence">{words(reason.sentence)}</span>
          {reason.direction !== 'context' && (
            <meter
              className="reason-bar"
              min={0}
              max={most}
              value={Math.abs(points)}
              aria-label={t('reasons.weight')}
            />
          )}
        </span>
        <span className="reason-points">
          {reason.direction === 'context' ? t('reasons.noWeight') : format.points(points)}
          {reason.seenIn.length > 0 && (
            <span className="quiet">{t('reasons.seenIn', { count: reason.seenIn.length })}</span>
          )}
        </span>
      </button>
      {chosen && (
        <dl className="reason-more">
          <dt>{t('reasons.evidence')}</dt>
          <dd>{t([`evidence.${reason.evidence}`, 'evidence.other'], { level: reason.evidence })}</dd>
          {reason.caution !== null && (
            <>
              <dt>{t('reasons.caution')}</dt>
              <dd>{words(reason.caution)}</dd>
            </>
          )}
          {confirmed !== undefined && (
            <>
              <dt>{t('reasons.confirmed')}</dt>
              <dd>
                <Go to="/figures?topic=calibration">
                  {confirmed.from === null || confirmed.to === null
                    ? t('reasons.confirmed-few', { ...confirmed })
                    : t('reasons.confirmed-of', {
                        ...confirmed,
                        from: format.percent(confirmed.from),
                        to: format.percent(confirmed.to)
                      })}
                </Go>
              </dd>
            </>
          )}
          <dt>{t('reasons.source')}</dt>
          <dd>{reason.source}</dd>
        </dl>
      )}
    </div>
  )
}

function Sum({ signal }: { readonly signal: Signal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const total = (direction: 'for' | 'against'): number =>
    signal.reasons
      .filter((reason) => reason.direction === direction)
      .reduce((sum, reason) => sum + signedPoints(reason), 0)
  const sum = total('for') + total('against')
  // Priority never goes below zero, and what was weighed by an older version may differ: then it says so.
  const equal = Math.abs(Math.max(0, sum) - signal.priority) < 0.051 || Math.abs(sum - signal.priority) < 0.051
  return (
    <p className="sum">
      <span>
        {t('reasons.for')} <b>{format.points(total('for'))}</b>
      </span>
      <span>
        {t('reasons.against')} <b>{format.points(total('against'))}</b>
      </span>
      <span className="sum-total">
        {t('reasons.sum')} <b>{format.number(sum)}</b>
      </span>
      <span>
        {t('queue.priority')} <b>{format.number(signal.priority)}</b>
      </span>
      {!equal && <span className="note note-warn">{t('reasons.unequal')}</span>}
    </p>
  )
}
