/** Panel 5: everything as a table: adverts, what they share, and who shares what. It is complete, and chooses as the drawing does. */
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PictureShared } from '../../../../../src/contract/desk/network-picture.ts'
import { useFormat } from '../../../frame/format.ts'
import { CommonMark } from '../Rarity.tsx'
import { factAddress } from '../../../place/address.ts'
import { Go } from '../../../place/place.tsx'
import { shareNode } from '../model/ids.ts'
import { tieRows } from '../model/rows.ts'
import type { TieRow } from '../model/rows.ts'
import type { Saying } from '../../../api/networks.ts'
import type { Room } from '../room.ts'
import { Site } from '../../../names/Named.tsx'
import { AdvertsTable } from './AdvertsTable.tsx'
import { KindTag } from './KindTag.tsx'

type Shown = 'adverts' | 'shared' | 'ties'

interface TablePanelProps {
  readonly room: Room
  readonly onSay: (saying: Saying) => void
}

export function TablePanel({ room, onSay }: TablePanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [shown, setShown] = useState<Shown>('adverts')
  const [only, setOnly] = useState(false)
  const ties = tieRows(room.picture)
  const inView = useMemo(() => new Set(room.drawing.adverts.map((one) => one.advert)), [room.drawing])
  const counts = {
    adverts: room.drawing.adverts.length,
    shared: room.picture.shared.length,
    ties: ties.filter((one) => inView.has(one.advert.advert)).length
  }
  const chosenOnly = only && room.chosen.size > 0
  return (
    <section className="panel net-table" aria-labelledby="net-table-title">
      <div className="panel-head">
        <h2 id="net-table-title">{t('room.table')}</h2>
        <span className="segs" role="group" aria-label={t('room.tableShows')}>
          {(['adverts', 'shared', 'ties'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
              {t(`room.table-${one}`)} <span className="count">{format.number(counts[one])}</span>
            </button>
          ))}
        </span>
        <label className="row small">
          <input type="checkbox" checked={only} onChange={() => setOnly(!only)} />
          {t('room.onlyChosen', { count: room.chosen.size, shown: format.number(room.chosen.size) })}
        </label>
        {room.picture.adverts > room.picture.members.length && (
          <span className="tag tag-warn">
            {t('room.cut', { shown: format.number(room.picture.members.length), count: room.picture.adverts })}
          </span>
        )}
      </div>
      <div className="table-box" id="net-panel-5" role="region" aria-labelledby="net-table-title" tabIndex={0}>
        {shown === 'adverts' && <AdvertsTable room={room} only={chosenOnly} />}
        {shown === 'shared' && <SharedTable room={room} ties={ties} only={chosenOnly} onSay={onSay} />}
        {shown === 'ties' && (
          <TiesTable
            room={room}
            ties={ties.filter(
              (one) => inView.has(one.advert.advert) && (!chosenOnly || room.chosen.has(one.advert.advert))
            )}
          />
        )}
      </div>
    </section>
  )
}

const paged = new Set(['phone', 'email', 'handle', 'url'])

function SharedTable({
  room,
  ties,
  only,
  onSay
}: {
  readonly room: Room
  readonly ties: readonly TieRow[]
  readonly only: boolean
  readonly onSay: TablePanelProps['onSay']
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const touched = useMemo(
    () => new Set(ties.flatMap(({ advert, shared }) => (room.chosen.has(advert.advert) ? [shared.id] : []))),
    [ties, room.chosen]
  )
  const rows = room.picture.shared.filter((one) => !only || touched.has(one.id))
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('facts.kind')}</th>
          <th scope="col">{t('hub.value')}</th>
          <th scope="col" className="right">
            {t('room.here')}
          </th>
          <th scope="col" className="right">
            {t('room.everywhere')}
          </th>
          <th scope="col">{t('facts.say')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id} aria-selected={room.view.picked.includes(shareNode(one.id))}>
            <td>
              <KindTag shared={one} />
            </td>
            <th scope="row">
              <button
                type="button"
                className="link-button"
                onClick={() => room.step({ kind: 'pick', id: shareNode(one.id) })}
              >
                {room.words.shared(one)}
              </button>
            </th>
            <td className="right number">{format.number(one.here)}</td>
            <td className="right number">
              <Everywhere shared={one} />
            </td>
            <td className="nowrap">
              {one.value !== null && paged.has(one.kind) && (
                <Go to={factAddress(one.kind, one.value)}>{t('room.page')}</Go>
              )}{' '}
              {one.key !== null && (
                <Button
                  className="button-small"
                  onPress={() => onSay({ kind: 'hub', valueKind: one.kind, key: one.key ?? '', value: one.value })}
                  aria-label={t('hub.sayFor', { value: room.words.shared(one) })}
                >
                  {t('hub.say')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** In how many adverts under this mandate a shared thing stands, and whether that is too many to build on. */
function Everywhere({ shared }: { readonly shared: PictureShared }) {
  const format = useFormat()
  if (shared.sealed) return '–'
  return (
    <>
      <CommonMark adverts={shared.adverts} /> {format.number(shared.adverts)}
    </>
  )
}

const pageSize = 100

function TiesTable({ room, ties }: { readonly room: Room; readonly ties: readonly TieRow[] }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(pageSize)
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('nav.advert')}</th>
            <th scope="col">{t('links.why')}</th>
            <th scope="col" className="right">
              {t('room.everywhere')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ties.slice(0, shown).map(({ advert, shared }) => (
            <tr key={`${advert.advert} ${shared.id}`} aria-selected={room.chosen.has(advert.advert)}>
              <th scope="row">
                <Go to={`/adverts/${advert.advert}`}>{room.words.advert(advert)}</Go>{' '}
                <span className="quiet">
                  <Site host={advert.site} />
                </span>
              </th>
              <td>
                <KindTag shared={shared} /> {shared.kind !== 'picture' && room.words.shared(shared)}
              </td>
              <td className="right number">
                <Everywhere shared={shared} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ties.length > shown && (
        <Button className="more" onPress={() => setShown(shown + pageSize)}>
          {t('members.showMore', { shown, count: ties.length })}
        </Button>
      )}
    </>
  )
}
