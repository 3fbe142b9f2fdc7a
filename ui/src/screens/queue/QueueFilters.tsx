/** What the queue shows: every filter stands in the address, so that a view can be kept, shared and gone back to. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useNames } from '../../names/useNames.ts'
import { refine, usePlace } from '../../place/place.tsx'

const forms = ['sexual', 'labour', 'criminal', 'minors', 'unknown'] as const
const classes = ['organised', 'jobs', 'massage', 'none'] as const
/** Days that the newest advert may be old. */
const ages = ['1', '7', '30'] as const
/** What waits in the queue: both, or one of the two. */
const kinds = ['signals', 'reports'] as const
export const filterNames = ['kind', 'form', 'class', 'region', 'site', 'age'] as const

export function QueueFilters({ rows }: { readonly rows: readonly SignalRow[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const { query } = usePlace()
  const set = filterNames.filter((one) => (query[one] ?? '') !== '')
  // What the rows name, and what is asked for already: an address may hold a place that no row names now.
  const known = (all: readonly string[], name: string): string[] =>
    [...new Set([...all, query[name] ?? ''])].filter((one) => one !== '').toSorted((a, b) => a.localeCompare(b))
  const places = known(
    rows.flatMap((row) => row.places),
    'region'
  )
  const sites = known(
    rows.flatMap((row) => row.sites),
    'site'
  )
  return (
    <div className="queue-filters" role="group" aria-label={t('queue.filters')}>
      <Pill name="kind" options={kinds} word={(one) => t(one === 'reports' ? 'nav.reports' : 'filter.signals')} />
      <Pill name="form" options={forms} word={(one) => t(`formShort.${one}`)} />
      <Pill name="class" options={classes} word={(one) => t([`class.${one}`, 'class.other'])} />
      <Pill name="region" options={places} word={(one) => one} />
      <Pill name="site" options={sites} word={names.site} />
      <Pill name="age" options={ages} word={(one) => t('queue.days', { count: Number(one) })} />
      {set.length > 0 && (
        <Button className="button-quiet button-small" onPress={() => refine(cleared)}>
          {t('queue.clearFilters')}
        </Button>
      )}
    </div>
  )
}

const cleared = { ...Object.fromEntries(filterNames.map((name) => [name, null])), signal: null, reason: null }

interface PillProps {
  readonly name: (typeof filterNames)[number]
  readonly options: readonly string[]
  readonly word: (option: string) => string
}

/** A filter as a pill: its name while it is off, its value while it is on. */
function Pill({ name, options, word }: PillProps) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const value = query[name] ?? ''
  return (
    <select
      className={value === '' ? 'pill' : 'pill pill-on'}
      aria-label={t(`filter.${name}`)}
      value={value}
      onChange={(event) => refine({ [name]: event.target.value, signal: null, reason: null })}
    >
      <option value="">{t(value === '' ? `filter.${name}` : 'filter.any')}</option>
      {options.map((one) => (
        <option key={one} value={one}>
          {word(one)}
        </option>
      ))}
    </select>
  )
}
