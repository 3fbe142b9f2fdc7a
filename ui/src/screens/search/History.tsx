/** The path of searches of this tab, kept for as long as the tab is open and one person is signed in. */
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchQuery } from '../../api/search.ts'
import { useFormat } from '../../frame/format.ts'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { useFacetWord } from './Facets.tsx'
import { addedTo, sameQuestion, treeOf, withStep, type Branch, type Step } from './history.ts'

interface HistoryProps {
  readonly asked: SearchQuery
  /** Null: not counted yet. */
  readonly count: number | null
  /** Whose path it is: that of another person is never shown. */
  readonly owner: string
}

export function History({ asked, count, owner }: HistoryProps) {
  const { t } = useTranslation()
  const key = `baken.search-path:${owner}`
  const question = JSON.stringify(asked)
  const steps = useMemo(() => {
    const before = stored(key)
    return count === null ? before : withStep(before, JSON.parse(question) as SearchQuery, count)
  }, [question, count, key])
  useEffect(() => keep(key, steps), [key, steps])
  const tree = treeOf(steps)
  if (tree.length === 0) return null
  return (
    <section className="path" aria-labelledby="search-path">
      <h2 id="search-path">{t('search.path')}</h2>
      <Branches branches={tree} above={null} asked={asked} />
    </section>
  )
}

interface BranchesProps {
  readonly branches: readonly Branch[]
  readonly above: SearchQuery | null
  readonly asked: SearchQuery
}

function Branches({ branches, above, asked }: BranchesProps) {
  const format = useFormat()
  const wordOf = useFacetWord()
  return (
    <ul className="tree">
      {branches.map(({ at, step, under }) => {
        const words = addedTo(step.asked, above)
          .map(([name, value]) => wordOf(name, value))
          .join(', ')
        return (
          <li key={at}>
            <Go
              to={formatPlace('/search', { ...step.asked })}
              aria-current={sameQuestion(step.asked, asked) || undefined}
            >
              {above === null ? words : `… ${words}`}
            </Go>{' '}
            <span className="quiet number">{format.number(step.count)}</span>
            {under.length > 0 && <Branches branches={under} above={step.asked} asked={asked} />}
          </li>
        )
      })}
    </ul>
  )
}

function stored(key: string): readonly Step[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? (kept as Step[]) : []
  } catch {
    return []
  }
}

function keep(key: string, steps: readonly Step[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(steps))
  } catch {
    // Refused by the browser's settings: the path is that of this screen alone.
  }
}
