/** A network as Baken knew it at the end of a day ("this network in March"): its members then, and where they are now. */
import { useTranslation } from 'react-i18next'
import type { NetworkThen } from '../../../../src/contract/desk/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { DayField } from '../../parts/DayField.tsx'
import { Go, refine } from '../../place/place.tsx'
import { NetworkLink } from '../../names/CalledLink.tsx'
import { Site } from '../../names/Named.tsx'

interface AsOfProps {
  readonly network: number
  readonly day: string
  readonly then: NetworkThen | null
}

export function AsOf({ network, day, then }: AsOfProps) {
  const { t } = useTranslation()
  return (
    <>
      <DayField label={t('asOf.label')} value={day} onChange={(next) => refine({ at: next })} />
      <div aria-live="polite">{then !== null && day !== '' && <Then network={network} then={then} day={day} />}</div>
    </>
  )
}

function Then({ network, then, day }: { readonly network: number; readonly then: NetworkThen; readonly day: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shownDay = format.day(day)
  if (then.adverts === 0) {
    return (
      <p className="note note-info">
        {then.knownSince === null
          ? t('asOf.never')
          : t('asOf.unknown', { day: shownDay, since: format.moment(then.knownSince) })}{' '}
        {t('asOf.seen', { count: then.seenByThen, shown: format.number(then.seenByThen) })}
      </p>
    )
  }
  return (
    <>
      <p>{t('asOf.known', { day: shownDay, count: then.adverts, shown: format.number(then.adverts) })}</p>
      <ul className="member-list">
        {then.members.map((member) => (
          <li key={member.advert}>
            <Go to={`/adverts/${member.advert}`}>
              {member.title ?? t(`advert.untitled-${member.state}`, { id: member.advert })}
            </Go>
            <span className="quiet">
              <Site host={member.site} />
            </span>
            {member.networkNow !== network && (
              <span className="tag tag-warn">
                {member.networkNow === null ? (
                  t('asOf.nowAlone')
                ) : (
                  <>
                    {t('asOf.nowIn')} <NetworkLink id={member.networkNow} />
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
