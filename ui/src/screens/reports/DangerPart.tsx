/** Direct danger: whom to call stands on the screen at once, and what is written is sent now or not at all, never queued. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ReportForm } from '../../../../src/contract/reports/reports.ts'
import { sendReport } from '../../api/reports.ts'
import { isRefusal } from '../../api/http.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { go } from '../../place/place.tsx'
import type { Body, Draft } from './outbox.ts'
import { outboxOf } from './useOutbox.ts'

interface DangerPartProps {
  readonly draft: Draft
  readonly form: ReportForm | null
  readonly change: (part: Body) => void
  readonly user: string
}

export function DangerPart({ draft, form, change, user }: DangerPartProps) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState<'none' | 'away' | Error>('none')
  const [busy, setBusy] = useState(false)
  if (draft.body.danger !== true)
    return (
      <Button className="button-danger report-danger" onPress={() => change({ danger: true })}>
        {t('reports.dangerButton')}
      </Button>
    )
  async function sendNow(): Promise<void> {
    setBusy(true)
    setFailed('none')
    try {
      const receipt = await sendReport({ ...draft.body, danger: true, key: draft.key })
      outboxOf(user).save({ ...draft, state: 'received', receipt, problem: null })
      go('/reports')
    } catch (error) {
      // What the server refuses is said as it is: it is no network that is missing.
      setFailed(isRefusal(error) && error.status >= 400 && error.status < 500 ? error : 'away')
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="note note-bad report-danger" role="alert">
      <p>
        <a className="report-call" href={`tel:${form?.emergency ?? '112'}`}>
          {t('reports.danger')}
        </a>
      </p>
      <p>{t('reports.dangerNote')}</p>
      <Duty duty={form?.duty ?? null} />
      {failed === 'away' && <p>{t('reports.dangerNotSent')}</p>}
      {failed instanceof Error && <ProblemNote error={failed} />}
      <div className="row-wrap">
        <Button className="button-danger" data-pending={busy || undefined} onPress={() => void sendNow()}>
          {t('reports.dangerSend')}
        </Button>
        <Button onPress={() => change({ danger: false })}>{t('reports.noDanger')}</Button>
      </div>
    </section>
  )
}

export function Duty({ duty }: { readonly duty: string | null }) {
  const { t } = useTranslation()
  return <p>{duty === null ? t('reports.noDuty') : t('reports.duty', { duty })}</p>
}
