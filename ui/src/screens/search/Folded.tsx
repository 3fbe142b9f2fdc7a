/** Sealed adverts that match, one counted line a site: a line leads to them, one by one, to ask for opening. */
import { useTranslation } from 'react-i18next'
import type { SearchResult } from '../../../../src/contract/desk/search.ts'
import type { SearchQuery } from '../../api/search.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

const mostLines = 8

export function Folded({ asked, sealed }: { readonly asked: SearchQuery; readonly sealed: SearchResult['sealed'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (asked.state !== '' || sealed.count === 0) return null
  const rest = sealed.sites.slice(mostLines)
  const count = rest.reduce((sum, one) => sum + one.count, 0)
  const lines = sealed.sites.slice(0, mostLines).map((one) => ({
    site: one.site,
    words: t('search.sealedOn', { count: one.count, shown: format.number(one.count), site: names.site(one.site) })
  }))
  if (rest.length > 0)
    lines.push({ site: '', words: t('search.sealedMore', { count, shown: format.number(count), sites: rest.length }) })
  return (
    <ul className="folded-lines" aria-label={t('search.sealedLines')}>
      {lines.map(({ site, words }) => (
        <li key={site} className="folded">
          <Icon name="lock" />
          <span>{words}</span>
          <Go className="push" to={formatPlace('/search', { ...asked, state: 'sealed', ...(site !== '' && { site }) })}>
            {t('search.showSealed')}
          </Go>
        </li>
      ))}
    </ul>
  )
}
