/** A field that offers a few values in words, one of which is chosen. */

interface ChoiceProps<Value extends string | number> {
  readonly label: string
  readonly values: readonly Value[]
  readonly says: (value: Value) => string
  readonly value: Value
  readonly onChange: (value: Value) => void
}

export function Choice<Value extends string | number>({ label, values, says, value, onChange }: ChoiceProps<Value>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(values.find((one) => String(one) === event.target.value) ?? value)}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {says(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
