/** The adverts that state the identifier, newest first; sealed ones as one counted line for each site. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FactAdvert, FactPage } from '../../../../src/contract/desk/facts.ts'
import { useFormat } from '../../frame/format.ts'
import { Closed } from '../../parts/closed/Closed.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { formatPlace } from '../../place/address.ts'
import { Site } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'

interface AdvertsProps {
  readonly page: FactPage
  readonly chosen: number | null
  /** Only of this place; null for all. */
  readonly place: string | null
  readonly onOpen: (advert: number) => void
}

const pageSize = 25

export function AdvertsPanel({ page, chosen, place, onOpen }: AdvertsProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(pageSize)
  const all = page.shown.filter((one) => place === null || one.place === place)
  const at = all.findIndex((one) => one.advert === chosen)
  const rows = all.slice(0, Math.max(shown, at + 1))
  return (
    <Panel
      columns={8}
      title={t('members.title')}
      note={
        place === null
          ? t('factPage.advertsNote', { count: all.length })
          : t('factPage.advertsIn', { place, count: all.length })
      }
      bare
      {...(page.sealed > 0 && { foot: <SealedLine page={page} /> })}
    >
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('nav.advert')}</th>
              <th scope="col">{t('members.site')}</th>
              <th scope="col">{t('members.place')}</th>
              <th scope="col">{t('factPage.posted')}</th>
              <th scope="col">{t('factPage.versions')}</th>
              <th scope="col">{t('search.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.advert} row={row} chosen={row.advert === chosen} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      {all.length > rows.length && (
        <Button className="more" onPress={() => setShown(shown + pageSize)}>
          {t('members.showMore', { shown: rows.length, count: all.length })}
        </Button>
      )}
    </Panel>
  )
}

interface RowProps {
  readonly row: FactAdvert
  readonly chosen: boolean
  readonly onOpen: (advert: number) => void
}

function Row({ row, chosen, onOpen }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <tr className={chosen ? 'row-chosen' : undefined} aria-current={chosen || undefined}>
      <th scope="row">
        <button type="button" className="link-button" onClick={() => onOpen(row.advert)}>
          {row.title}
        </button>
        {!row.current && <span className="tag">{t('factPage.earlier')}</span>}
      </th>
      <td>
        <Site host={row.site} />
      </td>
      <td>{row.place ?? '–'}</td>
      <td className="number" title={t(`factPage.dated-${row.dated}`)}>
        {format.day(row.at)}
      </td>
      <td className="number">{format.number(row.versions)}</td>
      <td className="nowrap">
        <span className={row.gone ? 'seal seal-held' : 'seal seal-open'}>
          <Icon name={row.gone ? 'held' : 'open'} size={14} />
          {row.gone ? t('factPage.goneAt', { day: format.day(row.lastSeen) }) : t('factPage.online')}
        </span>
      </td>
    </tr>
  )
}

function SealedLine({ page }: { readonly page: FactPage }) {
  const { t } = useTranslation()
  const names = useNames()
  const sites = page.sites.filter((site) => site.sealed > 0)
  return (
    <>
      <span className="seal">
        <Icon name="lock" size={14} /> {t('factPage.sealed', { count: page.sealed })}
      </span>
      <span>
        {sites.map((site) => t('factPage.sealedAt', { site: names.site(site.site), count: site.sealed })).join(' · ')}
      </span>
      <Closed to={formatPlace('/search', { fact: page.value, state: 'sealed' })} />
    </>
  )
}
