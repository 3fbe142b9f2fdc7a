/** One advert in a sheet at the side: its text with its facts, so that the page behind keeps its place. */
import { useTranslation } from 'react-i18next'
import { useAdvert } from '../api/adverts.ts'
import { Box } from '../frame/Box.tsx'
import { useFormat } from '../frame/format.ts'
import { Loading, ProblemNote } from '../frame/Notice.tsx'
import { Go } from '../place/place.tsx'
import { maskedTitle } from '../text/masked.ts'
import { MarkedText } from '../text/MarkedText.tsx'
import { Site } from '../names/Named.tsx'

export function AdvertSheet({ advert: id, onClose }: { readonly advert: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const advert = useAdvert(id)
  const version = advert.data?.versions.findLast((one) => one.reading !== null)
  const reading = version?.reading ?? null
  const state = advert.data?.state ?? 'sealed'
  return (
    <Box
      title={reading === null ? t(`advert.untitled-${state}`, { id }) : maskedTitle(reading, t('masked.chip'))}
      shape="sheet"
      onClose={onClose}
    >
      <div className="stack">
        {advert.isPending && <Loading what={t('nav.advert')} />}
        {advert.isError && <ProblemNote error={advert.error} retry={() => void advert.refetch()} />}
        {advert.isSuccess && (
          <>
            <p className="quiet">
              <Site host={advert.data.site} />
              {reading?.postedAt != null && <> · {t('advert.posted', { at: format.day(reading.postedAt) })}</>}
              {advert.data.gone && <> · {t('advert.gone')}</>}
            </p>
            {reading === null ? (
              <p className="note note-info">{t(`advert.closed-${state}`)}</p>
            ) : (
              <MarkedText text={reading.text} facts={reading.facts.filter((fact) => fact.state !== 'rejected')} />
            )}
            <p>
              <Go to={`/adverts/${id}`}>{t('advert.whole')}</Go>
            </p>
          </>
        )}
      </div>
    </Box>
  )
}
