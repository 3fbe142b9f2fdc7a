/** The members of a network as a table, fifty at a time; two ticked ones are explained, and can be called not the same hand. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LinkRow, Member } from '../../../../src/contract/links.ts'
import type { Network } from '../../../../src/contract/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { Go } from '../../place/place.tsx'
import { Explain } from './Explain.tsx'
import { LinkReason } from './LinkReason.tsx'

const pageSize = 50

interface MembersTableProps {
  readonly network: Network
  readonly onDifferent: (a: number, b: number) => void
}

export function MembersTable({ network, onDifferent }: MembersTableProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(pageSize)
  const [picked, setPicked] = useState<readonly number[]>([])
  const [explained, setExplained] = useState<readonly [number, number] | null>(null)
  const [a, b] = picked
  const toggle = (advert: number): void =>
    setPicked(picked.includes(advert) ? picked.filter((one) => one !== advert) : [...picked, advert].slice(-2))
  return (
    <>
      <div className="table-tools">
        <span className="quiet">{t('members.pick', { count: picked.length })}</span>
        <span className="actions">
          <Button
            isDisabled={a === undefined || b === undefined}
            onPress={() => a !== undefined && b !== undefined && setExplained([a, b])}
          >
            {t('why.action')}
          </Button>
          <Button
            isDisabled={a === undefined || b === undefined}
            onPress={() => a !== undefined && b !== undefined && onDifferent(a, b)}
          >
            {t('judge.action')}
          </Button>
        </span>
      </div>
      {explained !== null && <Explain network={network.id} a={explained[0]} b={explained[1]} />}
      <div className="table-box" role="region" aria-label={t('members.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('members.tick')}</span>
              </th>
              <th scope="col">{t('nav.advert')}</th>
              <th scope="col">{t('members.site')}</th>
              <th scope="col">{t('members.posted')}</th>
              <th scope="col">{t('members.why')}</th>
            </tr>
          </thead>
          <tbody>
            {network.members.slice(0, shown).map((member) => (
              <Row key={member.advert} member={member} picked={picked.includes(member.advert)} onToggle={toggle} />
            ))}
          </tbody>
        </table>
      </div>
      {network.members.length > shown && (
        <Button className="more" onPress={() => setShown(shown + pageSize)}>
          {t('members.showMore', { shown, count: network.members.length })}
        </Button>
      )}
    </>
  )
}

/** The two rarest reasons that differ: the same value with another neighbour says nothing new. */
function distinctReasons(links: readonly LinkRow[]): readonly LinkRow[] {
  const seen = new Map<string, LinkRow>()
  for (const link of links) {
    const key = `${link.kind} ${link.key ?? ''}`
    if (!seen.has(key)) seen.set(key, link)
  }
  return [...seen.values()].slice(0, 2)
}

interface RowProps {
  readonly member: Member
  readonly picked: boolean
  readonly onToggle: (advert: number) => void
}

function Row({ member, picked, onToggle }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          checked={picked}
          onChange={() => onToggle(member.advert)}
          aria-label={t('members.tickOne', { id: member.advert })}
        />
      </td>
      <td>
        <Go to={`/adverts/${member.advert}`}>
          {member.title ?? t(`advert.untitled-${member.state}`, { id: member.advert })}
        </Go>{' '}
        {member.gone && <span className="tag">{t('advert.gone')}</span>}
      </td>
      <td>{member.site}</td>
      <td className="nowrap">
        {member.postedAt === null ? (
          <span className="quiet">{t('members.seenAt', { at: format.day(member.firstSeen) })}</span>
        ) : (
          format.day(member.postedAt)
        )}
      </td>
      <td>
        {distinctReasons(member.links).map((link) => (
          <LinkReason key={link.id} link={link} />
        ))}
      </td>
    </tr>
  )
}
