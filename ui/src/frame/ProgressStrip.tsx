/** The crawl's progress in the header: live figures, and a plain word when the line to the server is broken. */
import { useTranslation } from 'react-i18next'
import { useLive, useProgress } from '../api/events.ts'
import { Go } from '../place/place.tsx'
import { useFormat } from './format.ts'

export function ProgressStrip() {
  const { t } = useTranslation()
  const format = useFormat()
  const progress = useProgress()
  const live = useLive()
  if (live === false) return <span className="progress progress-off">⚠ {t('progress.offline')}</span>
  if (progress === null) return null
  const known = progress.pages + progress.due
  return (
    <Go to="/sources" className="progress">
      <span className={progress.running ? 'pulse pulse-on' : 'pulse'} aria-hidden="true" />
      <span className="visually-hidden">{t('progress.label')}: </span>
      <span>
        {progress.running
          ? t('progress.running', { pages: format.number(progress.pages), due: format.number(progress.due) })
          : t('progress.idle', { pages: format.number(progress.pages) })}
      </span>
      {progress.running && known > 0 && (
        <progress max={known} value={progress.pages} aria-label={t('progress.share')} />
      )}
    </Go>
  )
}
