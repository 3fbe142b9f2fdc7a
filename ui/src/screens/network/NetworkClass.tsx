/** What kind of hand Baken takes a network for, and the signs that say so; of a kind that is no ground nothing is opened. */
import { useTranslation } from 'react-i18next'
import type { ClassSign } from '../../../../src/contract/network-class.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'

const noGrounds: readonly string[] = ['independent', 'agency', 'spam', 'scam', 'goods']

export function NetworkClass({ name, signs }: { readonly name: string | null; readonly signs: readonly ClassSign[] }) {
  const { t } = useTranslation()
  const words = useOwnWords()
  if (name === null) return null
  return (
    <div className="network-class small">
      <p>
        {t('classOf.title')} <b>{t([`class.${name}`, 'class.other'])}</b>
        {noGrounds.includes(name) && <> · {t('classOf.noGround')}</>}
      </p>
      {signs.length > 0 && (
        <ul>
          {signs.map((sign, at) => (
            <li key={at}>{words(sign.sentence)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
