/** People, sites, mandates and values by their names, with the id, host or bare value for whoever points at them. */
import { useTranslation } from 'react-i18next'
import { useNames } from './useNames.ts'
import { kindByForm } from './value.ts'

export function Person({ id }: { readonly id: string }) {
  const name = useNames().person(id)
  return name === id ? <>{id}</> : <span title={id}>{name}</span>
}

export function Site({ host }: { readonly host: string }) {
  const name = useNames().site(host)
  return name === host ? <>{host}</> : <span title={host}>{name}</span>
}

/** A mandate by its purpose, which is never cut off. */
export function Mandate({ id }: { readonly id: string }) {
  const purpose = useNames().mandate(id)
  return purpose === id ? <>{id}</> : <span title={id}>{purpose}</span>
}

/** A value of a fact as people write it; null: it is sealed. Without a kind, its form tells. */
export function Value({ kind, value }: { readonly kind?: string; readonly value: string | null }) {
  const { t } = useTranslation()
  const names = useNames()
  if (value === null) return <span className="quiet">{t('links.sealedValue')}</span>
  return (
    <span className="wrap" title={value}>
      {names.value(kind ?? kindByForm(value), value)}
    </span>
  )
}
