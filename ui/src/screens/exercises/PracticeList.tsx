/** Which practice queues there are, for who works with the real one. */
import { useTranslation } from 'react-i18next'
import { usePracticeQueues } from '../../api/training/practice.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

export function PracticeList() {
  const { t } = useTranslation()
  const format = useFormat()
  const read = usePracticeQueues()
  if (read.isPending) return <Loading what={t('practice.title')} lines={2} />
  if (read.isError) return <ProblemNote error={read.error} retry={() => void read.refetch()} />
  return (
    <section className="panel exercise-list" aria-labelledby="practice-list">
      <div className="panel-head">
        <h2 id="practice-list">{t('practice.title')}</h2>
      </div>
      <ul className="divide">
        {read.data.queues.map((one) => (
          <li key={one.id} className="item">
            <Go className="item-title" to={formatPlace('/exercises', { practice: one.id })}>
              {t('practice.name', { seed: one.seed })}
            </Go>
            <p className="small">{t('practice.about', { count: one.signals, adverts: one.world })}</p>
            {one.doneAt !== null && (
              <p className="small quiet">{t('exercise.done', { day: format.day(one.doneAt) })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
