/** What stands on a map: one mark a place that can be chosen, over all marks their names and numbers, and below what lies outside. */
import { useTranslation } from 'react-i18next'
import type { MapPlace, Spot } from './frame.ts'

interface MarkProps {
  readonly spot: Spot
  /** Class names of its look beside that of every mark. */
  readonly look: string
  readonly chosen: boolean
  readonly onChoose: () => void
}

export function Mark({ spot, look, chosen, onChoose }: MarkProps) {
  const { t } = useTranslation()
  return (
    <g
      className={`pin ${look}`.trim()}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={t('map.place', { place: spot.place, count: spot.adverts })}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onChoose()
      }}
    >
      {/* The target is 24 px, however small the mark. */}
      <circle className="pin-target" cx={spot.x} cy={spot.y} r={Math.max(14, spot.r)} />
      <circle className="pin-mark" cx={spot.x} cy={spot.y} r={spot.r} />
    </g>
  )
}

interface NamesProps {
  readonly spots: readonly Spot[]
  /** What stands in the mark of a place. */
  readonly numberOf: (spot: Spot) => number
}

/** Names and numbers stand over all marks; the marks say them to a screen reader. */
export function MarkNames({ spots, numberOf }: NamesProps) {
  return (
    <g className="map-words" aria-hidden="true">
      {spots.map((spot) => (
        <g key={spot.place}>
          <text className="pin-number" x={spot.x} y={spot.y + 4}>
            {numberOf(spot)}
          </text>
          {spot.label !== null && (
            <text x={spot.label.x} y={spot.label.y} textAnchor={spot.label.anchor}>
              {spot.place}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

/** So many places outside are named; the table has all. */
const mostNamed = 3

/** Places too far off to be drawn. */
export function Outside({ places }: { readonly places: readonly MapPlace[] }) {
  const { t } = useTranslation()
  if (places.length === 0) return null
  const named = places.slice(0, mostNamed).map((one) => one.place)
  return (
    <p className="quiet small map-outside">
      {t('map.outside', {
        count: places.length,
        places: `${named.join(', ')}${places.length > mostNamed ? ', …' : ''}`
      })}
    </p>
  )
}
