/** A field for a password or a code: hidden unless it is a code, with its hint below it. */
import { Input, Label, TextField, Text } from 'react-aria-components'

export function Secret(props: {
  readonly label: string
  readonly hint?: string
  readonly invalid?: boolean
  readonly value: string
  readonly onChange: (text: string) => void
  readonly autoComplete: string
  /** Shown as it is typed. */
  readonly plain?: boolean
}) {
  const { label, hint = '', invalid = false, plain = false, ...field } = props
  return (
    <TextField
      type={plain ? 'text' : 'password'}
      isRequired
      isInvalid={invalid}
      maxLength={256}
      validationBehavior="aria"
      {...field}
    >
      <Label>{label}</Label>
      <Input />
      {hint !== '' && <Text slot="description">{hint}</Text>}
    </TextField>
  )
}
