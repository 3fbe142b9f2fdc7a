/** Why two members are in one network: the cheapest path of evidence from one to the other, each step with its reason and how rare it is. */
import { useTranslation } from 'react-i18next'
import type { Hop } from '../../../../src/contract/links.ts'
import { useExplanation } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Go } from '../../place/place.tsx'

interface ExplainProps {
  readonly network: number
  readonly a: number
  readonly b: number
}

export function Explain({ network, a, b }: ExplainProps) {
  const { t } = useTranslation()
  const explanation = useExplanation(network, a, b)
  return (
    <div className="explain" role="region" aria-label={t('why.title', { a, b })} aria-live="polite">
      <h3>{t('why.title', { a, b })}</h3>
      {explanation.isPending && <Loading what={t('why.what')} />}
      {explanation.isError && <ProblemNote error={explanation.error} retry={() => void explanation.refetch()} />}
      {explanation.isSuccess &&
        (explanation.data.path === null ? (
          <p className="quiet">{t('why.none')}</p>
        ) : (
          <ol className="hops">
            {explanation.data.path.map((hop) => (
              <Step key={`${hop.from}:${hop.to}`} hop={hop} />
            ))}
          </ol>
        ))}
    </div>
  )
}

function Step({ hop }: { readonly hop: Hop }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const rarity = { count: hop.rarity, shown: format.number(hop.rarity) }
  return (
    <li>
      <Go to={`/adverts/${hop.from}`}>{t('advert.number', { id: hop.from })}</Go> →{' '}
      <Go to={`/adverts/${hop.to}`}>{t('advert.number', { id: hop.to })}</Go>
      <span className={`tag kind kind-${hop.kind}`}>{t([`kind.${hop.kind}`, 'kind.other'], { kind: hop.kind })}</span>
      {valued.has(hop.kind) && (
        <span className="mono wrap">
          {hop.value === null ? t('links.sealedValue') : names.value(hop.kind, hop.value)}
        </span>
      )}
      <span className="quiet">{t([`why.shares-${hop.kind}`, 'why.shares'], rarity)}</span>
    </li>
  )
}

/** Kinds that have a value to show; texts, pictures and judgements have none. */
const valued = new Set(['phone', 'email', 'handle', 'url', 'account'])
