/** The links of a network: which two adverts, what they share, how rare that is, and "not the same hand". */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LinkRow } from '../../../../src/contract/links.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { Go } from '../../place/place.tsx'
import { LinkReason } from './LinkReason.tsx'

const pageSize = 25

interface LinksTableProps {
  readonly links: readonly LinkRow[]
  readonly onDifferent: (a: number, b: number) => void
  readonly onSay: (saying: Saying) => void
}

export function LinksTable({ links, onDifferent, onSay }: LinksTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [shown, setShown] = useState(pageSize)
  if (links.length === 0) return <p className="quiet">{t('links.none')}</p>
  return (
    <>
      <div className="table-box" role="region" aria-label={t('links.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('links.pair')}</th>
              <th scope="col">{t('links.why')}</th>
              <th scope="col">{t('links.made')}</th>
              <th scope="col">{t('facts.say')}</th>
            </tr>
          </thead>
          <tbody>
            {links.slice(0, shown).map((link) => (
              <tr key={link.id}>
                <td className="nowrap">
                  <Go to={`/adverts/${link.a}`}>{link.a}</Go> – <Go to={`/adverts/${link.b}`}>{link.b}</Go>
                </td>
                <td>
                  <LinkReason link={link} />
                </td>
                <td className="nowrap">{format.day(link.madeAt)}</td>
                <td className="nowrap">
                  <Button
                    className="button-small"
                    onPress={() => onDifferent(link.a, link.b)}
                    aria-label={t('judge.for', { a: link.a, b: link.b })}
                  >
                    {t('judge.action')}
                  </Button>{' '}
                  {link.key !== null && <HubButton link={link} valueKey={link.key} onSay={onSay} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {links.length > shown && (
        <Button className="more" onPress={() => setShown(shown + pageSize)}>
          {t('members.showMore', { shown, count: links.length })}
        </Button>
      )}
    </>
  )
}

interface HubButtonProps {
  readonly link: LinkRow
  readonly valueKey: string
  readonly onSay: (saying: Saying) => void
}

/** "A hub": many hands share this value, so it must join nothing. */
function HubButton({ link, valueKey, onSay }: HubButtonProps) {
  const { t } = useTranslation()
  return (
    <Button
      className="button-small"
      onPress={() => onSay({ kind: 'hub', valueKind: link.kind, key: valueKey, value: link.value })}
      aria-label={t('hub.sayFor', { value: link.value ?? t('links.sealedValue') })}
    >
      {t('hub.say')}
    </Button>
  )
}
