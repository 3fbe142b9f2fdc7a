/** What the results are made of, with counts: each value narrows them at once, and again takes it back. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchFacets } from '../../../../src/contract/desk/search.ts'
import type { SearchQuery } from '../../api/search.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { formatPlace } from '../../place/address.ts'
import { go } from '../../place/place.tsx'
import { placesIn } from './query.ts'

const shownFirst = 6
const facets = ['site', 'place', 'language', 'kind', 'class'] as const
type FacetName = (typeof facets)[number]

export function Facets({ asked, counts }: { readonly asked: SearchQuery; readonly counts: SearchFacets }) {
  const { t } = useTranslation()
  return (
    <div className="facets">
      {facets.map((name) => (
        <Facet key={name} name={name} asked={asked} facet={counts[name]} />
      ))}
      <p className="quiet small">{t('search.facetsNote')}</p>
    </div>
  )
}

interface FacetProps {
  readonly name: FacetName
  readonly asked: SearchQuery
  readonly facet: SearchFacets[FacetName]
}

function Facet({ name, asked, facet }: FacetProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const wordOf = useFacetWord()
  const [all, setAll] = useState(false)
  const chosen = name === 'place' ? placesIn(asked.place) : asked[name] === '' ? [] : [asked[name]]
  const missing = chosen.filter((value) => !facet.values.some((one) => one.value === value))
  const values = [...missing.map((value) => ({ value, count: 0 })), ...facet.values]
  const most = Math.max(1, ...values.map((one) => one.count))
  const word = t(`search.facet.${name}`)
  if (values.length === 0) return null
  return (
    <fieldset className="facet">
      <legend>{word}</legend>
      {(all ? values : values.slice(0, shownFirst)).map(({ value, count }) => (
        <button
          key={value}
          type="button"
          className="facet-value"
          aria-pressed={chosen.includes(value)}
          onClick={() => go(formatPlace('/search', { ...asked, [name]: pressed(chosen, value) }))}
        >
          <span className="cut">{wordOf(name, value)}</span>
          <span className="number quiet">{format.number(count)}</span>
          <i className="facet-bar" style={{ width: `${(100 * count) / most}%` }} aria-hidden="true" />
        </button>
      ))}
      {values.length > shownFirst && (
        <Button className="link-button small" onPress={() => setAll(!all)}>
          {all
            ? t('search.fewer', { facet: word })
            : t('search.moreValues', { count: values.length - shownFirst, facet: word })}
        </Button>
      )}
      {all && facet.others > 0 && <p className="quiet small">{t('search.others', { count: facet.others })}</p>}
    </fieldset>
  )
}

/** What is chosen after a press: a value that was chosen is let go and the others stay; another takes the place of all. */
function pressed(chosen: readonly string[], value: string): string {
  return chosen.includes(value) ? chosen.filter((one) => one !== value).join('|') : value
}

/** A value of a facet as words; a site by the name of its source. */
export function useFacetWord(): (name: string, value: string) => string {
  const { t } = useTranslation()
  const names = useNames()
  return (name, value) => {
    if (name === 'language') return names.value('language', value)
    if (name === 'kind') return names.kind(value)
    if (name === 'site') return names.site(value)
    if (name === 'place') return names.places(placesIn(value))
    if (name === 'class') return t([`class.${value}`, 'class.other'])
    return value
  }
}
