/** Where an escalated signal went: who proposed it, who agreed, when and why, and what comes next. */
import { useTranslation } from 'react-i18next'
import type { Signal, Weighing } from '../../../../src/contract/desk/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

export function Escalated({ signal }: { readonly signal: Signal }) {
  const { t } = useTranslation()
  const last = (act: Weighing['act']): Weighing | undefined => signal.weighings.findLast((one) => one.act === act)
  return (
    <section className="panel escalated" aria-labelledby="escalated-title">
      <div className="panel-head">
        <h3 id="escalated-title">{t('escalated.title')}</h3>
      </div>
      <ol className="panel-body steps">
        <Done of={last('propose')} word="proposed" />
        <Done of={last('confirm')} word="confirmed" />
        <li className="step-next">
          <b>{t('escalated.next')}</b>
          <p className="soft">{t('escalated.nextSays')}</p>
          <Go to={formatPlace('/proposals', { make: 1, signal: signal.id })}>{t('escalated.propose')}</Go>
        </li>
      </ol>
      <p className="panel-foot">
        {t('escalated.kept')} <Go to="/signals?state=escalated">{t('escalated.all')}</Go>
      </p>
    </section>
  )
}

function Done({ of, word }: { readonly of: Weighing | undefined; readonly word: 'proposed' | 'confirmed' }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (of === undefined) return null
  return (
    <li>
      <b>{t(`escalated.${word}`, { name: names.person(of.by) })}</b>{' '}
      <span className="quiet">{format.moment(of.at)}</span>
      {of.reason !== '' && <p className="said">{of.reason}</p>}
    </li>
  )
}
