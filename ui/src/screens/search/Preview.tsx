/** The chosen result beside the list: its text with its facts, so that the list keeps its place. */
import { useTranslation } from 'react-i18next'
import { useAdvert } from '../../api/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Site } from '../../names/Named.tsx'
import { Go } from '../../place/place.tsx'
import { maskedTitle } from '../../text/masked.ts'
import { MarkedText } from '../../text/MarkedText.tsx'

export function Preview({ advert: id }: { readonly advert: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const advert = useAdvert(id)
  const reading = advert.data?.versions.findLast((one) => one.reading !== null)?.reading ?? null
  const state = advert.data?.state ?? 'sealed'
  return (
    <aside className="preview" aria-label={t('search.preview')}>
      {advert.isPending && <Loading what={t('nav.advert')} />}
      {advert.isError && <ProblemNote error={advert.error} retry={() => void advert.refetch()} />}
      {advert.isSuccess && (
        <>
          <h2>
            <Go to={`/adverts/${id}`}>
              {reading === null ? t(`advert.untitled-${state}`, { id }) : maskedTitle(reading, t('masked.chip'))}
            </Go>
          </h2>
          <p className="quiet small">
            <Site host={advert.data.site} />
            {reading?.postedAt != null && <> · {t('advert.posted', { at: format.day(reading.postedAt) })}</>}
            {advert.data.gone && <> · {t('advert.gone')}</>}
          </p>
          {reading === null ? (
            <p className="note note-info">{t(`advert.closed-${state}`)}</p>
          ) : (
            <MarkedText text={reading.text} facts={reading.facts.filter((fact) => fact.state !== 'rejected')} />
          )}
        </>
      )}
    </aside>
  )
}
