/** One question with a few answers, of which one or none is chosen: large enough for a thumb. */
interface ChoicesProps<Value extends string> {
  readonly label: string
  readonly why: string
  readonly values: readonly Value[]
  readonly says: (value: Value) => string
  readonly value: Value | null
  readonly onChange: (value: Value) => void
}

export function Choices<Value extends string>({ label, why, values, says, value, onChange }: ChoicesProps<Value>) {
  return (
    <fieldset className="report-choices">
      <legend>{label}</legend>
      <small className="quiet">{why}</small>
      <div className="report-answers">
        {values.map((one) => (
          <label key={one} className={one === value ? 'report-answer report-chosen' : 'report-answer'}>
            <input type="radio" checked={one === value} onChange={() => onChange(one)} name={label} />
            <span>{says(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
