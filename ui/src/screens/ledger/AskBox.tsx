/** The auditor's main question, to be asked from any screen: who saw this, when and why; the answer stands on the screen of the ledger. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { formatPlace } from '../../place/address.ts'
import { fieldsOf } from '../../place/fields.ts'
import { Go, go } from '../../place/place.tsx'
import { AboutField } from './AboutField.tsx'
import '../search/search.css'
import './ledger.css'

/** The newest acts of people are a click further. */
export function AskBox() {
  const { t } = useTranslation()
  return (
    <section className="panel c12 ask-box" aria-labelledby="ask-box-title">
      <div className="panel-head">
        <h2 id="ask-box-title">{t('saw.title')}</h2>
        <Go className="small push" to="/ledger">
          {t('saw.newest')}
        </Go>
      </div>
      <form
        className="search-form"
        role="search"
        aria-label={t('saw.title')}
        onSubmit={(event) => {
          event.preventDefault()
          go(formatPlace('/ledger', fieldsOf(event.currentTarget)))
        }}
      >
        <AboutField chosen="fact" />
        <label className="field field-wide">
          <span>{t('saw.value')}</span>
          <input name="value" type="search" maxLength={300} autoComplete="off" placeholder={t('saw.example')} />
        </label>
        <Button type="submit" className="button-primary">
          {t('saw.ask')}
        </Button>
      </form>
    </section>
  )
}
