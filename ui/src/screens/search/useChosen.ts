/** The result that is chosen: j and k walk, Space shows or hides it beside the list, Enter opens it; the address keeps it for the way back. */
import type { SearchHit } from '../../../../src/contract/desk/search.ts'
import { useShortcuts } from '../../keys/useShortcuts.ts'
import { go, refine, usePlace } from '../../place/place.tsx'

interface Chosen {
  readonly chosen: number | null
  /** The advert of the preview; null: there is none. */
  readonly shown: number | null
  readonly choose: (advert: number) => void
  readonly hide: () => void
}

export function useChosen(hits: readonly SearchHit[]): Chosen {
  const { query } = usePlace()
  const asked = Number(query['at'])
  const place = hits.findIndex((hit) => hit.advert === asked)
  const chosen = place < 0 ? null : asked
  const shown = query['preview'] === '1' ? chosen : null
  function walk(by: number): void {
    const next = hits[place < 0 ? 0 : Math.max(0, Math.min(hits.length - 1, place + by))]
    if (next === undefined) return
    refine({ at: next.advert })
    document.querySelector(`#hit-${next.advert}`)?.scrollIntoView({ block: 'nearest' })
  }
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    ' ': () => refine({ at: chosen ?? hits[0]?.advert, preview: shown === null ? '1' : null }),
    Enter: () => {
      if (chosen !== null) go(`/adverts/${chosen}`)
    },
    Escape: () => refine({ preview: null })
  })
  return {
    chosen,
    shown,
    choose: (advert) => refine({ at: advert, preview: '1' }),
    hide: () => refine({ preview: null })
  }
}
