/** What a disclosure holds, in the words in which its receiver reads it: the same before it leaves and after. */
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shared } from '../../../../src/contract/partners/partners.ts'
import type { SharedField } from '../../../../src/model/partners/partner.ts'
import { useSigns } from '../../api/field.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { shownFields } from './fields.ts'

export function SharedFields({ shared }: { readonly shared: Shared }) {
  const { t } = useTranslation()
  const says = useFieldWords()
  return (
    <dl className="kv partner-kv">
      {shownFields
        .filter((name) => shared[name] !== undefined)
        .map((name) => (
          <Fragment key={name}>
            <dt>{t(`partners.field-${name}`)}</dt>
            <dd className="case-note">{says(name, shared)}</dd>
          </Fragment>
        ))}
    </dl>
  )
}

function useFieldWords(): (name: SharedField, shared: Shared) => string {
  const { t } = useTranslation()
  const signs = useSignWords()
  return (name, shared) => {
    if (name === 'signs') return (shared.signs ?? []).map((id) => signs.get(id) ?? id).join('\n')
    const value = shared[name] ?? ''
    return name === 'form' || name === 'role' || name === 'minor' ? t(`partners.${name}-${value}`) : value
  }
}

/** Each sign of the official list by its id, with its words: "1.1 …". */
export function useSignWords(): ReadonlyMap<string, string> {
  const words = useOwnWords()
  const found = useSigns()
  const all = (found.data?.headings ?? []).flatMap(({ groups }) => groups.flatMap(({ signs }) => signs))
  return new Map(all.map((one) => [one.id, `${one.id} ${words(one)}`]))
}
