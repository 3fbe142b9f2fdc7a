/** What can be done with the picked signals together; stands at the foot of the list, so that picking goes on beside it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import { acts, offer } from './acts.ts'
import type { Act } from './acts.ts'
import type { Picked } from './usePicked.ts'

interface SelectionBarProps {
  readonly picked: Picked
  readonly session: Session
  readonly ids: readonly number[]
  readonly onAct: (act: Act) => void
}

export function SelectionBar({ picked, session, ids, onAct }: SelectionBarProps) {
  const { t } = useTranslation()
  const count = picked.rows.length
  if (count === 0) return null
  const offered = acts.filter(
    (act) =>
      act.many &&
      (act.act !== 'merge' || count > 1) &&
      picked.rows.some((row) => offer(act, row, session.user.id) === 'yes')
  )
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('picked.acts')}>
      <p className="selection-count">
        <b aria-live="polite">{t('picked.count', { count })}</b>
        {count < ids.length && (
          <Button className="button-quiet" onPress={() => picked.set(ids)}>
            {t('picked.all', { count: ids.length })}
          </Button>
        )}
        <Button className="button-quiet push" onPress={picked.clear}>
          {t('picked.clear')} <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </p>
      {offered.map((act) => (
        <Button key={act.act} className={act.tone === 'danger' ? 'button-danger' : 'button'} onPress={() => onAct(act)}>
          {t(`act.${act.act}.name`)} <kbd aria-hidden="true">{act.key}</kbd>
        </Button>
      ))}
    </div>
  )
}
