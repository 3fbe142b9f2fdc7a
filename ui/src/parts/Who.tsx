/** A person in two letters, with the name for whoever points at them or hears the page. */
interface WhoProps {
  readonly name: string
  /** `me`: the reader; `live`: looks at this now. */
  readonly tone?: 'me' | 'live' | 'plain'
  /** What the person has to do with it, in a sentence with the name. */
  readonly says: string
}

export function Who({ name, tone = 'plain', says }: WhoProps) {
  return (
    <span className={`who who-${tone}`} title={says}>
      <span aria-hidden="true">{initials(name)}</span>
      <span className="visually-hidden">{says}</span>
    </span>
  )
}

/** "A. Aalders" as "AA". */
export function initials(name: string): string {
  const words = name.split(/[\s.-]+/).filter((word) => word !== '')
  const letters = words.length < 2 ? [...(words[0] ?? '')].slice(0, 2) : [words[0]?.[0], words.at(-1)?.[0]]
  return letters.join('').toUpperCase()
}
