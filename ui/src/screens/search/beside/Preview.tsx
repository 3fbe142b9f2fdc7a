/** The chosen result beside the list: its text with its facts, so that the list keeps its place. */
import { useTranslation } from 'react-i18next'
import { AdvertLoad, AdvertText, useShownAdvert } from '../../../parts/AdvertText.tsx'
import { Go } from '../../../place/place.tsx'

export function Preview({ advert: id }: { readonly advert: number }) {
  const { t } = useTranslation()
  const { query, title } = useShownAdvert(id)
  return (
    <aside className="preview" aria-label={t('search.preview')}>
      <AdvertLoad query={query} />
      {query.isSuccess && (
        <>
          <h2>
            <Go to={`/adverts/${id}`}>{title}</Go>
          </h2>
          <AdvertText query={query} small />
        </>
      )}
    </aside>
  )
}
