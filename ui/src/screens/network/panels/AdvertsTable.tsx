/** The adverts of a network as a table, a hundred at a time: sorted by any column; a tick picks one, two ticked ones are explained. */
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../frame/format.ts'
import { Icon } from '../../../parts/Icon.tsx'
import { Go } from '../../../place/place.tsx'
import { advertNode } from '../model/ids.ts'
import { advertRows, ordered } from '../model/rows.ts'
import type { AdvertColumn, AdvertRow, Order } from '../model/rows.ts'
import type { Room } from '../room.ts'
import { Site } from '../../../names/Named.tsx'
import { KindTag } from './KindTag.tsx'

const pageSize = 100

const columns: readonly (readonly [AdvertColumn, string])[] = [
  ['title', 'nav.advert'],
  ['site', 'members.site'],
  ['place', 'members.place'],
  ['at', 'members.posted']
]

export function AdvertsTable({ room, only }: { readonly room: Room; readonly only: boolean }) {
  const { t } = useTranslation()
  const [order, setOrder] = useState<Order<AdvertColumn>>({ by: 'at', down: true })
  const [shown, setShown] = useState(pageSize)
  const sort = (next: Order<AdvertColumn>): void => {
    setOrder(next)
    setShown(pageSize)
  }
  const unordered = useMemo(() => advertRows(room.picture, room.drawing.adverts), [room.picture, room.drawing.adverts])
  const all = useMemo(() => ordered(unordered, order), [unordered, order])
  const rows = only ? all.filter(({ advert }) => room.chosen.has(advert.advert)) : all
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('members.tick')}</span>
            </th>
            {columns.map(([name, word]) => (
              <Head key={name} name={name} word={t(word)} order={order} onOrder={sort} />
            ))}
            <th scope="col">{t('room.whyHere')}</th>
            <Head name="state" word={t('room.state')} order={order} onOrder={sort} />
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <Row key={row.advert.advert} room={room} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Button className="more" onPress={() => setShown(shown + pageSize)}>
          {t('members.showMore', { shown, count: rows.length })}
        </Button>
      )}
    </>
  )
}

interface HeadProps {
  readonly name: AdvertColumn
  readonly word: string
  readonly order: Order<AdvertColumn>
  readonly onOrder: (order: Order<AdvertColumn>) => void
}

function Head({ name, word, order, onOrder }: HeadProps) {
  const here = order.by === name
  return (
    <th scope="col" aria-sort={here ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className="net-sort"
        onClick={() => onOrder({ by: name, down: here && !order.down })}
        // A browser lets one that stands in view by a pixel be.
        onFocus={(event) => event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' })}
      >
        {word} <span aria-hidden="true">{here ? (order.down ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  )
}

function Row({ room, row: { advert, why } }: { readonly room: Room; readonly row: AdvertRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const id = advertNode(advert.advert)
  return (
    <tr aria-selected={room.chosen.has(advert.advert)}>
      <td>
        <input
          type="checkbox"
          checked={room.view.picked.includes(id)}
          onChange={() => room.step({ kind: 'pick-also', id })}
          aria-label={t('members.tickOne', { id: advert.advert })}
        />
      </td>
      <th scope="row">
        <Go to={`/adverts/${advert.advert}`}>
          {advert.title ?? t(`advert.untitled-${advert.state}`, { id: advert.advert })}
        </Go>
      </th>
      <td>
        <Site host={advert.site} />
      </td>
      <td>{advert.place ?? <span className="quiet">–</span>}</td>
      <td className="nowrap number">
        {advert.dated === 'posted' ? (
          format.day(advert.at)
        ) : (
          <span className="quiet">{t('members.seenAt', { at: format.day(advert.at) })}</span>
        )}
      </td>
      <td>
        <span className="net-whys">
          {why.slice(0, 3).map((shared) => (
            <span key={shared.id} className="nowrap">
              <KindTag shared={shared} /> {shared.key === null ? '' : room.words.shared(shared)}
            </span>
          ))}
          {why.length > 3 && <span className="quiet">+{why.length - 3}</span>}
        </span>
      </td>
      <td className="nowrap">
        <span className="row">
          <Icon name={advert.state === 'open' ? 'open' : 'lock'} size={14} /> {t(`advert.state-${advert.state}`)}
          {advert.gone && <span className="quiet">{t('advert.gone')}</span>}
        </span>
      </td>
    </tr>
  )
}
