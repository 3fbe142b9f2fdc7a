/** The fields that changed between two versions: title, account, day, language, and the facts that went and came. */
import { useTranslation } from 'react-i18next'
import type { AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { maskedTitle } from '../../text/masked.ts'

type Reading = NonNullable<AdvertVersion['reading']>
interface Change {
  readonly field: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export function FieldChanges({ before, after }: { readonly before: Reading; readonly after: Reading }) {
  const { t } = useTranslation()
  const changes = useChanges(before, after)
  return (
    <section className="field-changes" aria-label={t('replay.fields.title')}>
      <h2>{t('replay.fields.title')}</h2>
      {changes.length === 0 ? (
        <p className="quiet">{t('replay.fields.none')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('replay.fields.field')}</th>
              <th scope="col">{t('replay.fields.before')}</th>
              <th scope="col">{t('replay.fields.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((one) => (
              <tr key={one.field}>
                <th scope="row">{one.field}</th>
                <td>{one.before.length === 0 ? '–' : <del>{one.before.join(', ')}</del>}</td>
                <td>{one.after.length === 0 ? '–' : <ins>{one.after.join(', ')}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function useChanges(before: Reading, after: Reading): readonly Change[] {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const chip = t('masked.chip')
  const fields: readonly (readonly [string, (reading: Reading) => string | null])[] = [
    ['heading', (one) => maskedTitle(one, chip)],
    ['account', (one) => one.account],
    ['postedAt', (one) => (one.postedAt === null ? null : format.day(one.postedAt))],
    ['language', (one) => one.language]
  ]
  const plain = fields.map(([name, read]): Change => {
    const [was, is] = [read(before), read(after)]
    const said = (one: string | null): string[] => (was === is || one === null ? [] : [one])
    return { field: t(`replay.fields.${name}`), before: said(was), after: said(is) }
  })
  const kinds = [...new Set([...before.facts, ...after.facts].map((fact) => fact.kind))].filter(
    (one) => one !== 'masked'
  )
  const facts = kinds.map((kind): Change => {
    const values = ({ facts: stated }: Reading): string[] => [
      ...new Set(stated.filter((fact) => fact.kind === kind).map((fact) => names.value(kind, fact.value)))
    ]
    const [was, is] = [values(before), values(after)]
    return {
      field: names.kind(kind),
      before: was.filter((one) => !is.includes(one)),
      after: is.filter((one) => !was.includes(one))
    }
  })
  return [...plain, ...facts].filter((one) => one.before.length > 0 || one.after.length > 0)
}
