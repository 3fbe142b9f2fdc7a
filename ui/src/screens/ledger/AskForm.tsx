/** The one box of the ledger: who saw this number, advert, network, signal or person, in which days; what it holds goes into the address. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LedgerFilter } from '../../api/operations.ts'
import { DayField } from '../../parts/DayField.tsx'
import { formatPlace } from '../../place/address.ts'
import { fieldsOf } from '../../place/fields.ts'
import { go } from '../../place/place.tsx'
import { AboutField, abouts } from './AboutField.tsx'
import { actWords } from './sentence.ts'

export function filterOf(query: Readonly<Record<string, string>>, auditor: boolean): LedgerFilter {
  return {
    mine: !auditor || query['mine'] === '1',
    people: auditor && query['system'] !== '1',
    act: query['act'] ?? '',
    about: abouts.find((one) => one === query['about']) ?? 'fact',
    value: (query['value'] ?? '').trim(),
    from: query['from'] ?? '',
    to: query['to'] ?? ''
  }
}

export function AskForm({ filter, auditor }: { readonly filter: LedgerFilter; readonly auditor: boolean }) {
  const { t, i18n } = useTranslation()
  // Acts that people do have words; those of the pipeline are no answer to "who saw".
  const acts = Object.keys(t('did', { returnObjects: true }))
    .filter((act) => act !== 'other')
    .map((act) => ({ act, words: actWords(act, (keys, values) => t(keys, values ?? {})) }))
    .toSorted((one, other) => one.words.localeCompare(other.words, i18n.language))
  return (
    <form
      className="search-form"
      role="search"
      aria-label={t('ledger.form')}
      onSubmit={(event) => {
        event.preventDefault()
        go(formatPlace('/ledger', fieldsOf(event.currentTarget)))
      }}
    >
      <AboutField chosen={filter.about} />
      <label className="field field-wide">
        <span>{t('saw.value')}</span>
        <input name="value" type="search" defaultValue={filter.value} maxLength={300} autoComplete="off" />
      </label>
      <DayField label={t('search.from')} name="from" value={filter.from} />
      <DayField label={t('search.to')} name="to" value={filter.to} />
      <label className="field">
        <span>{t('ledger.act')}</span>
        <select name="act" defaultValue={filter.act}>
          <option value="">{t('saw.allActs')}</option>
          {acts.map(({ act, words }) => (
            <option key={act} value={act.replace('-', '.')}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <div className="ask-last">
        {auditor && (
          <>
            <label className="check">
              <input type="checkbox" name="mine" value="1" defaultChecked={filter.mine} />
              {t('ledger.mine')}
            </label>
            <label className="check">
              <input type="checkbox" name="system" value="1" defaultChecked={!filter.people} />
              {t('saw.system')}
            </label>
          </>
        )}
        <Button type="submit" className="button-primary">
          {t('saw.ask')}
        </Button>
      </div>
    </form>
  )
}
