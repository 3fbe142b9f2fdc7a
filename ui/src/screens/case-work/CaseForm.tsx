/** A dialog of a case that asks for some fields and sends them: a refusal is shown and what was typed stays. */
import type { ReactNode } from 'react'
import { Form } from 'react-aria-components'
import { Box } from '../../frame/Box.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'

interface CaseFormProps {
  readonly title: string
  readonly explain: string
  readonly action: string
  /** Nothing is chosen yet, or what can be chosen is not read yet. */
  readonly disabled?: boolean
  /** Sends it; rejects with a refusal, which is shown. False: it is not done yet, and the dialog stays. */
  readonly onSend: () => Promise<boolean | void>
  readonly onClose: () => void
  readonly children: ReactNode
}

export function CaseForm({ title, explain, action, disabled = false, onSend, onClose, children }: CaseFormProps) {
  const { busy, problem, send } = useSending()
  return (
    <Box title={title} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            if ((await onSend()) !== false) onClose()
          })
        }}
      >
        <p className="quiet">{explain}</p>
        {problem !== null && <ProblemNote error={problem} />}
        {children}
        <DialogButtons action={action} busy={busy} disabled={disabled} onClose={onClose} />
      </Form>
    </Box>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Lines; a single one unless given. */
  readonly rows?: number
  readonly required?: boolean
  readonly most?: number
}

/** One line, or several. */
export function Field({ label, value, onChange, rows = 1, required = false, most = 200 }: FieldProps) {
  const shared = { value, required, maxLength: most }
  return (
    <label className="field">
      <span>{label}</span>
      {rows === 1 ? (
        <input {...shared} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
    </label>
  )
}

interface TicksProps<Name extends string> {
  readonly label: string
  readonly names: readonly Name[]
  readonly picked: readonly Name[]
  readonly says: (name: Name) => string
  readonly onChange: (picked: readonly Name[]) => void
  /** Says what to do where none is ticked, which is then not sent. */
  readonly none?: string
}

/** Boxes to tick. */
export function Ticks<Name extends string>({ label, names, picked, says, onChange, none = '' }: TicksProps<Name>) {
  return (
    <fieldset className="case-rights">
      <legend>{label}</legend>
      {names.map((name, nth) => (
        <label key={name}>
          <input
            ref={(box) => box?.setCustomValidity(nth === 0 && picked.length === 0 ? none : '')}
            type="checkbox"
            checked={picked.includes(name)}
            onChange={() => onChange(picked.includes(name) ? picked.filter((one) => one !== name) : [...picked, name])}
          />{' '}
          {says(name)}
        </label>
      ))}
    </fieldset>
  )
}
