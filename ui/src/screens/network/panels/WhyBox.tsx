/** Why the two picked things belong together, in words: each step with what is shared and how rare that is, what speaks against, and the way to say no. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useExplanation } from '../../../api/networks.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { CommonMark } from '../Rarity.tsx'
import { Go } from '../../../place/place.tsx'
import { advertIn, shareIn } from '../model/ids.ts'
import type { Reason } from '../model/path.ts'
import type { Room } from '../room.ts'
import { PointText } from './PointText.tsx'

export function WhyBox({ room, onCut }: { readonly room: Room; readonly onCut: () => void }) {
  const { t } = useTranslation()
  const { picked } = room.view
  const [a, b] = picked.map(advertIn)
  if (picked.length < 2)
    return (
      <div className="panel-foot net-why" role="region" aria-label={t('why.action')}>
        {picked.length === 1 ? (
          <One room={room} id={picked[0] ?? ''} />
        ) : (
          <span className="quiet">{t('room.pickTwo')}</span>
        )}
      </div>
    )
  return (
    <div
      className="panel-foot net-why"
      role="region"
      aria-label={a != null && b != null ? t('why.title', { a, b }) : t('why.action')}
      aria-live="polite"
    >
      <div className="net-why-text">
        <h3>{t('why.action')}</h3>
        {room.path === null ? (
          <p>{t('why.none')}</p>
        ) : (
          <ol className="net-reasons">
            {room.path.reasons.map((reason, at) => (
              <li key={at}>
                <ReasonLine room={room} reason={reason} />
              </li>
            ))}
          </ol>
        )}
        {a != null && b != null && <Against network={room.picture.id} a={a} b={b} />}
      </div>
      <Button className="button-small button-danger" onPress={onCut}>
        {t('judge.action')} <kbd aria-hidden="true">x</kbd>
      </Button>
    </div>
  )
}

/** One picked thing: what it is, and what shares it. */
function One({ room, id }: { readonly room: Room; readonly id: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [advert, share] = [advertIn(id), shareIn(id)]
  const shared = room.picture.shared.find((one) => one.id === share)
  if (shared !== undefined)
    return (
      <span>
        <span className={`tag kind kind-${shared.kind}`}>{names.kind(shared.kind)}</span>{' '}
        <b>{room.words.shared(shared)}</b>{' '}
        {t('room.sharedBy', { count: shared.here, shown: format.number(shared.here) })}{' '}
        <span className="quiet">
          {shared.sealed
            ? t('room.sealedRarity')
            : t('links.rarity', { count: shared.adverts, shown: format.number(shared.adverts) })}
        </span>{' '}
        {!shared.sealed && <CommonMark adverts={shared.adverts} />}
      </span>
    )
  const member = advert === null ? undefined : room.byAdvert.get(advert)
  const fold = room.drawing.nodes.find((node) => node.id === id)
  return (
    <span>
      <b>{member === undefined ? (fold === undefined ? '' : room.words.node(fold)) : room.words.advert(member)}</b>{' '}
      <span className="quiet">
        {member === undefined
          ? t('queue.adverts', { count: fold?.adverts.length ?? 0 })
          : `${names.site(member.site)} · ${format.day(member.at)}`}
      </span>{' '}
      <span className="quiet">{t('room.pickOther')}</span>
    </span>
  )
}

/** "A and B share X, which stands in 21 adverts." */
function ReasonLine({ room, reason }: { readonly room: Room; readonly reason: Reason }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const nameOf = (advert: number | null): React.ReactNode => {
    const member = advert === null ? undefined : room.byAdvert.get(advert)
    return member === undefined ? null : <Go to={`/adverts/${member.advert}`}>{room.words.advert(member)}</Go>
  }
  const { shared } = reason
  if (shared === null)
    return (
      <>
        {nameOf(reason.from)} {t('room.and')} {nameOf(reason.to)}: {t('why.shares-judgement', { count: 2 })}
      </>
    )
  return (
    <>
      {nameOf(reason.from)}
      {reason.from !== null && reason.to !== null && ` ${t('room.and')} `}
      {nameOf(reason.to)} {t(reason.from !== null && reason.to !== null ? 'room.share' : 'room.carries')}{' '}
      <span className={`tag kind kind-${shared.kind}`}>{names.kind(shared.kind)}</span>{' '}
      {shared.kind !== 'picture' && <b>{room.words.shared(shared)}</b>}
      <span className="quiet">
        {' '}
        {shared.sealed
          ? `(${t('room.sharedBy', { count: shared.here, shown: format.number(shared.here) })}; ${t('room.sealedRarity')})`
          : t([`why.shares-${shared.kind}`, 'why.shares'], {
              count: shared.adverts,
              shown: format.number(shared.adverts)
            })}
      </span>{' '}
      {!shared.sealed && <CommonMark adverts={shared.adverts} />}
    </>
  )
}

/** What two opened adverts do not have in common. */
function Against({ network, a, b }: { readonly network: number; readonly a: number; readonly b: number }) {
  const { t } = useTranslation()
  const compared = useExplanation(network, a, b).data?.compared ?? null
  if (compared === null) return null
  return (
    <p className="net-against">
      <b>{t('room.against')}</b>{' '}
      {compared.against.length === 0 ? (
        <span className="quiet">{t('room.nothingAgainst')}</span>
      ) : (
        compared.against.map((point, at) => <PointText key={at} point={point} />)
      )}
    </p>
  )
}
