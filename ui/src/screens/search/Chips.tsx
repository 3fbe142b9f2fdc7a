/** What narrows the results, as chips that take it off again. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchQuery } from '../../api/search.ts'
import { useFormat } from '../../frame/format.ts'
import { Icon } from '../../parts/Icon.tsx'
import { formatPlace } from '../../place/address.ts'
import { go } from '../../place/place.tsx'
import { useFacetWord } from './Facets.tsx'
import { narrowing } from './query.ts'

interface Chip {
  readonly name: string
  readonly words: string
  readonly without: Readonly<Record<string, string>>
}

export function Chips({ asked }: { readonly asked: SearchQuery }) {
  const { t } = useTranslation()
  const format = useFormat()
  const wordOf = useFacetWord()
  const chips = narrowing
    .filter((name) => asked[name] !== '')
    .map((name): Chip => ({
      name,
      words: `${t(`search.facet.${name}`)}: ${wordOf(name, asked[name])}`,
      without: { [name]: '' }
    }))
  if (asked.postedFrom !== '' || asked.postedTo !== '') {
    const words = t('search.posted', { period: format.period(asked.postedFrom || null, asked.postedTo || null) })
    chips.push({ name: 'posted', words, without: { postedFrom: '', postedTo: '' } })
  }
  if (chips.length === 0) return null
  return (
    <p className="chips">
      {chips.map(({ name, words, without }) => (
        <Button
          key={name}
          className="chip"
          aria-label={t('search.takeOff', { what: words })}
          onPress={() => go(formatPlace('/search', { ...asked, ...without }))}
        >
          {words} <Icon name="close" size={12} />
        </Button>
      ))}
    </p>
  )
}
