/** The parts of a screen, one of which is shown: links, so that each has an address. */
import { formatPlace } from '../place/address.ts'
import { Go } from '../place/place.tsx'
import './parts.css'

interface PartsProps<Name extends string> {
  readonly label: string
  /** Of the screen. */
  readonly path: string
  /** The first is shown where the address names none. */
  readonly names: readonly Name[]
  readonly says: (name: Name) => string
  readonly shown: Name
  /** What the address calls the part. */
  readonly query?: string
  /** What else stands in the address of each part. */
  readonly beside?: Readonly<Record<string, string>>
}

export function Parts<Name extends string>(props: PartsProps<Name>) {
  const { label, path, names, says, shown, query = 'part', beside = {} } = props
  return (
    <nav className="segs parts" aria-label={label}>
      {names.map((one) => (
        <Go
          key={one}
          to={formatPlace(path, { ...beside, [query]: one === names[0] ? null : one })}
          aria-current={one === shown ? 'page' : undefined}
        >
          {says(one)}
        </Go>
      ))}
    </nav>
  )
}
