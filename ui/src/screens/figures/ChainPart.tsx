/** Van melding tot uitkomst: how many came to each step under the mandate in force, and in how many days. */
import { useTranslation } from 'react-i18next'
import { useChainFigures } from '../../api/figures/figures.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { CategoriesPanel } from './beside/CategoriesPanel.tsx'
import { PeoplePanel } from './beside/PeoplePanel.tsx'

export function ChainPart() {
  const { t } = useTranslation()
  const format = useFormat()
  const chain = useChainFigures()
  if (chain.isPending) return <Loading what={t('figures.chain')} lines={4} />
  if (chain.isError) return <ProblemNote error={chain.error} retry={() => void chain.refetch()} />
  return (
    <>
      <Panel columns={12} title={t('figures.chain')} note={t('figures.chainNote')} foot={t('figures.chainFoot')} bare>
        <ol className="figure-flow">
          {chain.data.steps.map(({ step, count, atLeast, days }) => (
            <li key={step}>
              <span className="small quiet">{t(`figures.chain-${step}`)}</span>
              <b className="number">
                {count === null
                  ? t('figures.chainFew')
                  : atLeast
                    ? t('figures.chainAtLeast', { count: format.number(count) })
                    : format.number(count)}
              </b>
              <span className="small quiet">
                {days === null
                  ? t('figures.chainNoDays')
                  : t(`figures.chain-days-${step}`, { days: format.number(days) })}
              </span>
            </li>
          ))}
        </ol>
      </Panel>
      <PeoplePanel people={chain.data.people} />
      <CategoriesPanel />
    </>
  )
}
