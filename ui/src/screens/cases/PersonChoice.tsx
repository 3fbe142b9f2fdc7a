/** Chooses one of some people by name. */
import { Choice } from '../../parts/Choice.tsx'

interface PersonChoiceProps {
  readonly label: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly value: string
  readonly onChange: (id: string) => void
}

export function PersonChoice({ label, people, value, onChange }: PersonChoiceProps) {
  return (
    <Choice
      label={label}
      values={people.map((one) => one.id)}
      value={value}
      says={(id) => people.find((one) => one.id === id)?.name ?? id}
      onChange={onChange}
    />
  )
}
