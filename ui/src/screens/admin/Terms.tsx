/** What a mandate, or the proposal of one, allows: law, who granted it, term, sources, and how long what is sealed is kept. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MandateRow } from '../../../../src/contract/oversight/accounts.ts'
import { useFormat } from '../../frame/format.ts'

interface MandateTerms {
  readonly legalBasis: string
  readonly grantedBy: string
  readonly from: string
  readonly until: string
  readonly lastDay: string | null
  readonly keep: 'sealed' | 'open'
  readonly eraseAfterDays: number
  readonly sources: readonly string[]
  readonly hours: string | null
  readonly budget: MandateRow['budget']
}

export function Terms({ terms, children }: { readonly terms: MandateTerms; readonly children?: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { keep, eraseAfterDays, sources } = terms
  const kept = keep === 'open' ? t('admin.keepOpen') : t('admin.days', { count: eraseAfterDays })
  return (
    <dl className="facts-line admin-terms">
      <Pair name={t('admin.basis')} value={terms.legalBasis} />
      <Pair name={t('admin.grantedBy')} value={terms.grantedBy} />
      <Pair
        name={t('admin.period')}
        value={
          terms.lastDay === null
            ? `${format.day(terms.from)} – ${format.moment(terms.until)}`
            : format.period(terms.from, terms.lastDay)
        }
      />
      <Pair name={t('admin.keepSealed')} value={kept} />
      <Pair name={t('admin.covers')} value={sources.includes('*') ? t('admin.allSources') : sources.join(', ')} />
      {terms.hours !== null && <Pair name={t('admin.hours')} value={terms.hours} />}
      {terms.budget !== null && <BudgetPair budget={terms.budget} />}
      {children}
    </dl>
  )
}

function BudgetPair({ budget }: { readonly budget: NonNullable<MandateRow['budget']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = ({ pages, bytes, ms }: (typeof budget)['day']): string =>
    [
      pages === null ? '' : t('admin.budgetPages', { count: pages }),
      bytes === null ? '' : format.size(bytes),
      ms === null ? '' : t('admin.budgetMinutes', { count: Math.round(ms / 60_000) })
    ]
      .filter((part) => part !== '')
      .join(', ')
  const parts = [
    [said(budget.day), 'admin.budgetDay'],
    [said(budget.run), 'admin.budgetRun']
  ] as const
  const value = parts.flatMap(([words, name]) => (words === '' ? [] : [t(name, { parts: words })])).join('; ')
  return <Pair name={t('admin.budget')} value={value} />
}

export function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
