/** The fields of a search; what they hold goes into the address, so that going back restores it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchQuery } from '../../api/adverts.ts'
import { formatPlace } from '../../place/address.ts'
import { DayField } from '../../parts/DayField.tsx'
import { go } from '../../place/place.tsx'

interface SearchFormProps {
  readonly asked: SearchQuery
  readonly sources: readonly { readonly id: string; readonly count: number }[]
}

export function SearchForm({ asked, sources }: SearchFormProps) {
  const { t } = useTranslation()
  const ids = new Set(sources.map((source) => source.id))
  const offered = asked.source === '' || ids.has(asked.source) ? sources : [{ id: asked.source, count: 0 }, ...sources]
  return (
    <form
      className="search-form"
      role="search"
      aria-label={t('search.form')}
      onSubmit={(event) => {
        event.preventDefault()
        const fields = new FormData(event.currentTarget)
        go(
          formatPlace(
            '/search',
            Object.fromEntries(
              [...fields].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : ''])
            )
          )
        )
      }}
    >
      <label className="field field-wide">
        <span>{t('search.words')}</span>
        <input id="quick-search" type="search" name="q" defaultValue={asked.q} maxLength={400} autoComplete="off" />
      </label>
      <label className="field field-wide">
        <span>{t('search.fact')}</span>
        <input
          type="text"
          name="fact"
          defaultValue={asked.fact}
          maxLength={200}
          placeholder="06 - 1…"
          autoComplete="off"
        />
      </label>
      <label className="field">
        <span>{t('search.source')}</span>
        <select name="source" defaultValue={asked.source}>
          <option value="">{t('search.allSources')}</option>
          {offered.map((source) => (
            <option key={source.id} value={source.id}>
              {source.id} ({source.count})
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('search.state')}</span>
        <select name="state" defaultValue={asked.state}>
          <option value="">{t('search.anyState')}</option>
          <option value="open">{t('advert.state-open')}</option>
          <option value="sealed">{t('advert.state-sealed')}</option>
        </select>
      </label>
      <DayField label={t('search.from')} name="from" value={asked.from} />
      <DayField label={t('search.to')} name="to" value={asked.to} />
      <Button type="submit" className="button-primary">
        {t('search.action')}
      </Button>
    </form>
  )
}
