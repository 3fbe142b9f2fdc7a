/** Barriers of my cases that are not raised yet, what is longest overdue first. */
import { useTranslation } from 'react-i18next'
import type { Partner } from '../../../../src/contract/partners/partners.ts'
import { useWaitingBarriers } from '../../api/cases/barriers.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'

export function WaitingBarriers({ partners }: { readonly partners: readonly Partner[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const found = useWaitingBarriers()
  const { barriers = [], late = 0 } = found.data ?? {}
  return (
    <Panel columns={12} title={t('barriers.waiting')} note={t('barriers.waitingLate', { count: late })}>
      {found.isPending && <Loading what={t('barriers.waiting')} lines={3} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && barriers.length === 0 && <p className="quiet">{t('barriers.waitingNone')}</p>}
      <ul className="divide case-plain">
        {barriers.map((one) => (
          <li key={`${one.case}/${one.no}`}>
            <p className="row row-wrap">
              <Go className="item-title" to={`/cases/${one.case}?tab=barriers`}>
                {one.title}
              </Go>
              <span className="tag">{t(`barriers.state-${one.state}`)}</span>
              {one.late && <span className="tag tag-warn">{t('barriers.late')}</span>}
            </p>
            <p className="small quiet">
              {t('barriers.waitingRow', {
                step: words(one.step),
                by: one.partner === null ? one.who : (partners.find((each) => each.id === one.partner)?.name ?? '…'),
                day: format.day(one.dueOn),
                case: one.caseTitle
              })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
