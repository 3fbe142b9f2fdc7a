/** What is shown instead of content: loading, nothing there, or a refusal with what happened and what to do next. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { refusalOf } from '../api/http.ts'
import { askForMandate } from './mandate-request.ts'

/** Bones in the place of what is coming; they appear after 150 ms, so that what is quick does not flicker. */
export function Loading({ what, lines = 4 }: { readonly what: string; readonly lines?: number }) {
  const { t } = useTranslation()
  return (
    <div className="bones" role="status">
      <span className="visually-hidden">{t('notice.loading', { what })}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="bone" aria-hidden="true" />
      ))}
    </div>
  )
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

/** What is not right, or not there, is the same at a second try. */
const lasting = [400, 404]

/** A refusal in the reader's language. Problems that the words do not know are shown as the server wrote them. */
export function ProblemNote({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t, i18n } = useTranslation()
  const { problem, status } = refusalOf(error)
  const known = i18n.exists(`problem.${problem.error}.what`)
  const what = known ? t(`problem.${problem.error}.what`, { ...problem.detail }) : problem.message || problem.error
  const next = known ? t(`problem.${problem.error}.next`, { ...problem.detail }) : t('problem.other.next', { status })
  return (
    <div className="note note-bad" role="alert">
      <p>
        <strong>{what}</strong> {next}
      </p>
      {(problem.error === 'mandate-ended' || problem.error === 'no-mandate') && (
        <Button onPress={askForMandate}>{t('mandate.change')}</Button>
      )}
      {retry !== undefined && !lasting.includes(status) && <Button onPress={retry}>{t('notice.retry')}</Button>}
    </div>
  )
}
