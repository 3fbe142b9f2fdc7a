/** What the queue shows: every filter stands in the address, so that a view can be kept, shared and gone back to. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { refine, usePlace } from '../../place/place.tsx'

const states = ['open', 'new', 'taken', 'proposed', 'escalated', 'dismissed', 'all'] as const
const forms = ['sexual', 'labour', 'criminal', 'minors'] as const
/** Days that the newest advert may be old. */
const ages = ['1', '7', '30'] as const
const written = ['region', 'site'] as const

export function QueueFilters({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const set = ['form', 'age', ...written].filter((one) => (query[one] ?? '') !== '').length
  const [open, setOpen] = useState(set > 0)
  return (
    <div className="queue-filters">
      <Choice
        name="state"
        value={state}
        options={states}
        label={t('queue.filterState')}
        word={(one) => t(`state.${one}`)}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={query['mine'] === '1'}
          onChange={(event) => refine({ mine: event.target.checked ? '1' : null, signal: null })}
        />
        {t('queue.mine')}
      </label>
      <Button className="chip chip-button push" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('queue.filters')} {set > 0 && <b>{set}</b>}
      </Button>
      {open && <More />}
    </div>
  )
}

function More() {
  const { t } = useTranslation()
  const { query } = usePlace()
  return (
    <div className="queue-more">
      <Choice
        name="form"
        value={query['form'] ?? ''}
        options={['', ...forms]}
        label={t('queue.form')}
        word={(one) => (one === '' ? t('queue.anyForm') : t(`form.${one}`))}
      />
      <Choice
        name="age"
        value={query['age'] ?? ''}
        options={['', ...ages]}
        label={t('queue.age')}
        word={(one) => (one === '' ? t('queue.anyAge') : t('queue.days', { count: Number(one) }))}
      />
      {written.map((name) => (
        <input
          key={name}
          type="search"
          aria-label={t(name === 'region' ? 'members.place' : 'members.site')}
          placeholder={t(name === 'region' ? 'members.place' : 'members.site')}
          defaultValue={query[name] ?? ''}
          maxLength={100}
          onKeyDown={(event) => {
            if (event.key === 'Enter') refine({ [name]: event.currentTarget.value.trim(), signal: null })
          }}
          onBlur={(event) => refine({ [name]: event.currentTarget.value.trim(), signal: query['signal'] ?? null })}
        />
      ))}
    </div>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly value: string
  readonly options: readonly string[]
  readonly label: string
  readonly word: (option: string) => string
}

function Choice({ name, value, options, label, word }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => refine({ [name]: event.target.value, signal: null })}>
      {options.map((one) => (
        <option key={one} value={one}>
          {word(one)}
        </option>
      ))}
    </select>
  )
}
