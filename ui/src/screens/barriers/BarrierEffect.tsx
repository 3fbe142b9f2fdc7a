/** What is counted before and after a barrier was raised, in a dialog: a sentence, the curve with its breaks, and the table. It proves nothing by itself. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Barrier, BarrierEffect as Told } from '../../../../src/contract/partners/barriers.ts'
import type { AdvertTraits } from '../../../../src/model/phenomena/traits.ts'
import { useBarrierEffect } from '../../api/cases/barriers.ts'
import { usePhenomenonTable } from '../../api/figures/phenomena.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { Breaks } from '../phenomena/Breaks.tsx'
import { valuesOf, weeksOf } from '../phenomena/cells.ts'
import { CountsTablePart, useSaysValue } from '../phenomena/CountsTablePart.tsx'
import { TrendChart } from '../phenomena/TrendChart.tsx'
import '../phenomena/phenomena.css'

const spans = [4, 8, 12, 26] as const
const forms = [
  'sexual',
  'labour',
  'criminal',
  'minors',
  'several',
  'unknown'
] as const satisfies readonly AdvertTraits['form'][]

interface EffectProps {
  /** Of the case. */
  readonly id: string
  readonly of: Barrier
  readonly onClose: () => void
}

export function BarrierEffect({ id, of, onClose }: EffectProps) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const [weeks, setWeeks] = useState<(typeof spans)[number]>(8)
  const [form, setForm] = useState('')
  const [place, setPlace] = useState('')
  const asked = { weeks, ...(form !== '' && { form }), ...(place !== '' && { place }) }
  const found = useBarrierEffect(id, of.no, asked)
  return (
    <Box title={t('barriers.effectOf', { title: of.title })} shape="sheet" onClose={onClose}>
      <div className="stack">
        <p className="quiet">{t('barriers.effectExplain')}</p>
        <div className="row-wrap">
          <Choice
            label={t('barriers.effectWeeks')}
            values={spans}
            value={weeks}
            says={(count) => t('barriers.effectSpan', { count })}
            onChange={setWeeks}
          />
          <Choice
            label={t('phenomena.by-form')}
            values={['', ...forms]}
            value={form}
            says={(one) => (one === '' ? t('barriers.effectAll') : says(one))}
            onChange={setForm}
          />
          {found.data !== undefined && <Places table={found.data.table} place={place} setPlace={setPlace} />}
        </div>
        {found.isPending && <Loading what={t('barriers.effect')} lines={6} />}
        {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
        {found.isSuccess && <Counted told={found.data} />}
      </div>
    </Box>
  )
}

interface PlacesProps {
  readonly table: Told['table']
  readonly place: string
  readonly setPlace: (place: string) => void
}

/** Those that were counted in these weeks. */
function Places({ table, place, setPlace }: PlacesProps) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const weeks = weeksOf(table)
  const counts = usePhenomenonTable({ from: weeks[0] ?? '', to: weeks.at(-1) ?? '', by: 'place' }).data
  const places = counts === undefined ? [] : valuesOf(counts)
  return (
    <Choice
      label={t('phenomena.by-place')}
      values={[...new Set(['', place, ...places])]}
      value={place}
      says={(one) => (one === '' ? t('barriers.effectAll') : says(one))}
      onChange={setPlace}
    />
  )
}

function Counted({ told }: { readonly told: Told }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { before, after, table } = told
  const side = (of: Told['before']) =>
    of.mean === null
      ? t('barriers.effectUntold', { count: of.hidden })
      : t('barriers.effectSide', {
          mean: format.number(of.mean),
          lowest: format.number(of.lowest ?? 0),
          highest: format.number(of.highest ?? 0)
        })
  return (
    <>
      <p className="barrier-effect">{t(`barriers.effect-${told.effect}`)}</p>
      {table.steady > 0 && (
        <dl className="kv">
          <dt>{t('barriers.effectBefore', { count: before.weeks })}</dt>
          <dd>{side(before)}</dd>
          <dt>{t('barriers.effectAfter', { count: after.weeks })}</dt>
          <dd>{after.weeks === 0 ? t('barriers.effectNotYet') : side(after)}</dd>
        </dl>
      )}
      {table.steady > 0 && <p className="small quiet">{t('barriers.effectSources', { count: table.steady })}</p>}
      <TrendChart table={table} mark={{ week: told.week, says: t('barriers.state-raised') }} />
      <p className="small quiet">{t('phenomena.trendNote')}</p>
      <Breaks table={table} />
      <CountsTablePart table={table} fixed />
      <p className="small quiet">{t('phenomena.hiddenWhy', { least: table.least, count: table.hidden })}</p>
    </>
  )
}
