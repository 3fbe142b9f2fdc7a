/** Merges that wait for a person: two large networks that share one single value; confirmed or refused with a reason. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { WaitingMerge } from '../../../../src/contract/desk/links.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { NetworkLink } from '../../names/CalledLink.tsx'
import { Site, Value } from '../../names/Named.tsx'
import { Go } from '../../place/place.tsx'

interface MergesProps {
  readonly merges: readonly WaitingMerge[]
  readonly onSay: (saying: Saying) => void
}

export function Merges({ merges, onSay }: MergesProps) {
  const { t } = useTranslation()
  return (
    <ul className="merge-list">
      {merges.map((merge) => (
        <li key={`${merge.kind}:${merge.a}:${merge.b}`}>
          <div className="merge-sides">
            <Side
              network={merge.networkA}
              advert={merge.a}
              size={merge.sizeA}
              title={merge.titleA}
              site={merge.siteA}
            />
            <span className="merge-shared">
              <span className={`tag kind kind-${merge.kind}`}>
                {t([`kind.${merge.kind}`, 'kind.other'], { kind: merge.kind })}
              </span>
              <Value kind={merge.kind} value={merge.value} />
            </span>
            <Side
              network={merge.networkB}
              advert={merge.b}
              size={merge.sizeB}
              title={merge.titleB}
              site={merge.siteB}
            />
          </div>
          <div className="actions">
            <Button
              onPress={() => onSay({ kind: 'different', a: merge.a, b: merge.b })}
              aria-label={t('merge.refuseFor', { a: merge.a, b: merge.b })}
            >
              {t('merge.refuse')}
            </Button>
            <Button
              className="button-primary"
              onPress={() => onSay({ kind: 'same', a: merge.a, b: merge.b })}
              aria-label={t('merge.confirmFor', { a: merge.a, b: merge.b })}
            >
              {t('merge.confirm')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

interface SideProps {
  readonly network: number | null
  readonly advert: number
  readonly size: number
  /** Of the advert; null while it is sealed. */
  readonly title: string | null
  readonly site: string
}

function Side({ network, advert, size, title, site }: SideProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <span className="merge-side">
      {network === null ? t('merge.alone') : <NetworkLink id={network} />}
      <span className="quiet small">
        {t('merge.size', { count: size, shown: format.number(size) })} ·{' '}
        <Go to={`/adverts/${advert}`}>{title ?? t('advert.number', { id: advert })}</Go> · <Site host={site} />
      </span>
    </span>
  )
}
