/** The newest text of an advert that can be read, with its site and day above it, for the places that show it beside something else. */
import { useTranslation } from 'react-i18next'
import { useAdvert } from '../api/adverts.ts'
import { useFormat } from '../frame/format.ts'
import { Loading, ProblemNote } from '../frame/Notice.tsx'
import { Site } from '../names/Named.tsx'
import { maskedTitle } from '../text/masked.ts'
import { MarkedText } from '../text/MarkedText.tsx'

export interface ShownAdvert {
  readonly query: ReturnType<typeof useAdvert>
  readonly title: string
}

/** An advert by its number, with what it is called while it can and cannot be read. */
export function useShownAdvert(id: number): ShownAdvert {
  const { t } = useTranslation()
  const query = useAdvert(id)
  const reading = readingOf(query)
  const title =
    reading === null
      ? t(`advert.untitled-${query.data?.state ?? 'sealed'}`, { id })
      : maskedTitle(reading, t('masked.chip'))
  return { query, title }
}

export function AdvertLoad({ query }: { readonly query: ShownAdvert['query'] }) {
  const { t } = useTranslation()
  return (
    <>
      {query.isPending && <Loading what={t('nav.advert')} />}
      {query.isError && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
    </>
  )
}

export function AdvertText({
  query,
  small = false
}: {
  readonly query: ShownAdvert['query']
  readonly small?: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const reading = readingOf(query)
  if (query.data === undefined) return null
  const { site, gone, state } = query.data
  return (
    <>
      <p className={small ? 'quiet small' : 'quiet'}>
        <Site host={site} />
        {reading?.postedAt != null && <> · {t('advert.posted', { at: format.day(reading.postedAt) })}</>}
        {gone && <> · {t('advert.gone')}</>}
      </p>
      {reading === null ? (
        <p className="note note-info">{t(`advert.closed-${state}`)}</p>
      ) : (
        <MarkedText text={reading.text} facts={reading.facts.filter((fact) => fact.state !== 'rejected')} />
      )}
    </>
  )
}

function readingOf(query: ShownAdvert['query']) {
  return query.data?.versions.findLast((one) => one.reading !== null)?.reading ?? null
}
