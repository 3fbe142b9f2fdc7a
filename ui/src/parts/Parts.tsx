/** The parts of a screen, one of which is shown: links, so that each has an address. */
import { formatPlace } from '../place/address.ts'
import { Go } from '../place/place.tsx'

interface PartsProps {
  readonly label: string
  /** Of the screen. */
  readonly path: string
  /** The first is shown where the address names none. */
  readonly names: readonly string[]
  readonly says: (name: string) => string
  readonly shown: string
}

export function Parts({ label, path, names, says, shown }: PartsProps) {
  return (
    <nav className="segs admin-parts" aria-label={label}>
      {names.map((one) => (
        <Go
          key={one}
          to={formatPlace(path, { part: one === names[0] ? null : one })}
          aria-current={one === shown ? 'page' : undefined}
        >
          {says(one)}
        </Go>
      ))}
    </nav>
  )
}
