/** The state of a report by its code, for who has no account here. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useReportStatus } from '../../api/reports.ts'
import { refusalOf } from '../../api/http.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../frame/Settings.tsx'
import { Go } from '../../place/place.tsx'
import './reports.css'

export function StatusScreen() {
  const { t } = useTranslation()
  const status = useReportStatus()
  const [code, setCode] = useState('')
  const unknown = status.isError && refusalOf(status.error).status === 404
  return (
    <div className="door">
      <div className="door-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className="door-card">
        <h1>{t('reports.statusTitle')}</h1>
        <p className="quiet">{t('reports.statusAbout')}</p>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            status.mutate(code)
          }}
        >
          <label className="field">
            <span>{t('reports.statusCode')}</span>
            <input maxLength={100} autoComplete="off" value={code} onChange={(event) => setCode(event.target.value)} />
          </label>
          <Button type="submit" className="button-primary" data-pending={status.isPending || undefined}>
            {t('reports.statusAsk')}
          </Button>
        </form>
        <div role="status">
          {status.isSuccess && (
            <p className="note note-info">
              {t('reports.statusIs', { state: t(`reports.state-${status.data.state}`) })}
            </p>
          )}
          {unknown && <p className="note note-warn">{t('reports.statusNone')}</p>}
        </div>
        {status.isError && !unknown && <ProblemNote error={status.error} />}
        <Go to="/">{t('reports.signIn')}</Go>
      </main>
    </div>
  )
}
