/** Why and until when a source is not asked now, and what was spent on it today. */
import { useTranslation } from 'react-i18next'
import type { SourceRow } from '../../../../src/contract/desk/sources.ts'
import { useFormat } from '../../frame/format.ts'

export function SourceRest({ source }: { readonly source: SourceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rest, today } = source
  return (
    <>
      {rest !== null && (
        <p className="note">
          {t(`sourceRest.${rest.because}`, { limit: rest.limit, until: format.moment(rest.until) })}{' '}
          {rest.of === 'mandate' && t('sourceRest.ofMandate')}
        </p>
      )}
      {today.pages > 0 && (
        <p className="quiet">
          {t('sourceRest.today', {
            pages: format.number(today.pages),
            size: format.size(today.bytes),
            minutes: format.number(Math.ceil(today.ms / 60_000))
          })}
        </p>
      )}
    </>
  )
}
