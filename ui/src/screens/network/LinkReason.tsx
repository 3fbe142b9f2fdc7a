/** Why two adverts may come from one hand, in a line: the shared thing and how rare it is. */
import { useTranslation } from 'react-i18next'
import type { LinkRow } from '../../../../src/contract/desk/links.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { CommonMark } from './Rarity.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

/** Kinds whose values have a page of their own. */
const paged = new Set(['phone', 'email', 'handle', 'url'])

export function LinkReason({ link }: { readonly link: LinkRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <span className="link-reason">
      <span className={`tag kind kind-${link.kind}`}>
        {t([`kind.${link.kind}`, 'kind.other'], { kind: link.kind })}
      </span>
      {link.value !== null && paged.has(link.kind) ? (
        <Go to={factAddress(link.kind, link.value)}>{names.value(link.kind, link.value)}</Go>
      ) : (
        link.key !== null && <span className="mono">{names.shown(link.kind, link.value)}</span>
      )}
      <span className="quiet">{t('links.rarity', { count: link.rarity, shown: format.number(link.rarity) })}</span>
      <CommonMark adverts={link.rarity} />
      {link.state !== 'live' && (
        <span className="tag">{t([`linkState.${link.state}`, 'linkState.other'], { state: link.state })}</span>
      )}
    </span>
  )
}
