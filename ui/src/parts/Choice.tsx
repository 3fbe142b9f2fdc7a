/** A field that offers a few values in words, one of which is chosen. */

interface ChoiceProps<Value extends string | number> {
  readonly label: string
  readonly values: readonly Value[]
  readonly says: (value: Value) => string
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** The empty value is no answer. */
  readonly required?: boolean
}

export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { label, values, says, value, onChange, required = false } = props
  return (
    <label className="field">
      <span>{label}</span>
      <select
        required={required}
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
