/** One advert in a sheet at the side: its text with its facts, so that the page behind keeps its place. */
import { useTranslation } from 'react-i18next'
import { Box } from '../frame/Box.tsx'
import { Go } from '../place/place.tsx'
import { AdvertLoad, AdvertText, useShownAdvert } from './AdvertText.tsx'

export function AdvertSheet({ advert: id, onClose }: { readonly advert: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { query, title } = useShownAdvert(id)
  return (
    <Box title={title} shape="sheet" onClose={onClose}>
      <div className="stack">
        <AdvertLoad query={query} />
        {query.isSuccess && (
          <>
            <AdvertText query={query} />
            <p>
              <Go to={`/adverts/${id}`}>{t('advert.whole')}</Go>
            </p>
          </>
        )}
      </div>
    </Box>
  )
}
