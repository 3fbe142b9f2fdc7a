/** What came and went between two versions of an advert, marked in the text. */
import { useTranslation } from 'react-i18next'
import type { AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import type { Change } from '../../text/diff.ts'
import { maskedText } from '../../text/masked.ts'
import './advert.css'

export function MarkedChanges({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation()
  return (
    <div className="marked-text" lang="">
      {changes.map((change, at) => {
        if (change.kind === 'same') return <span key={at}>{change.text}</span>
        const Tag = change.kind === 'added' ? 'ins' : 'del'
        return (
          <Tag key={at}>
            <span className="visually-hidden">{t(`compare.${change.kind}`)} </span>
            {change.text}
          </Tag>
        )
      })}
    </div>
  )
}

/** The text, which begins with its title, with masked words hidden here too. */
export function whole(version: AdvertVersion, chip: string): string {
  if (version.reading === null) return ''
  return maskedText(version.reading.text, version.reading.facts, chip)
}
