/** The question: words, a fact, when it was seen and in which state; what it holds goes into the address, so that going back restores it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchQuery } from '../../api/search.ts'
import { formatPlace } from '../../place/address.ts'
import { fieldsOf } from '../../place/fields.ts'
import { DayField } from '../../parts/DayField.tsx'
import { go } from '../../place/place.tsx'

export function SearchForm({ asked }: { readonly asked: SearchQuery }) {
  const { t } = useTranslation()
  return (
    <form
      className="search-form"
      role="search"
      aria-label={t('search.form')}
      onSubmit={(event) => {
        event.preventDefault()
        // What the results were narrowed by stays: its chips stand above them.
        go(formatPlace('/search', { ...asked, ...fieldsOf(event.currentTarget) }))
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
