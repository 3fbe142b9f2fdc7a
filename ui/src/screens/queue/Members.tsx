/** The adverts of a signal, with the rarest reason why each belongs. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Go } from '../../place/place.tsx'
import { LinkReason } from '../network/LinkReason.tsx'

/** So many stand here at first: the evidence beside them matters more. */
const fewest = 5

export function Members({ signal }: { readonly signal: Signal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [all, setAll] = useState(false)
  const shown = all ? signal.members : signal.members.slice(0, fewest)
  return (
    <section className="block">
      <h3>{t('members.title')}</h3>
      <ul className="member-list">
        {shown.map((member) => (
          <li key={member.advert}>
            <Go to={`/adverts/${member.advert}`}>
              {member.title ?? t(`advert.untitled-${member.state}`, { id: member.advert })}
            </Go>
            <span className="quiet">
              {names.site(member.site)} · {format.period(member.firstSeen, member.lastSeen)}
              {member.gone && <> · {t('advert.gone')}</>}
            </span>
            {member.links[0] !== undefined && <LinkReason link={member.links[0]} />}
          </li>
        ))}
      </ul>
      {shown.length < signal.members.length && (
        <Button className="button-small" onPress={() => setAll(true)}>
          {t('members.showMore', { shown: shown.length, count: signal.members.length })}
        </Button>
      )}
      {signal.membersCount > signal.members.length && (
        <p className="quiet">
          {t('members.more', { shown: format.number(signal.members.length), count: signal.membersCount })}{' '}
          {signal.network !== null && <Go to={`/networks/${signal.network}`}>{t('members.all')}</Go>}
        </p>
      )}
    </section>
  )
}
