/** To whom signals go: colleagues by name, the reader first; a digit chooses, letters look for a name, Enter confirms. */
import { useRef, useState } from 'react'
import { Form, Input, Label, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Colleagues } from '../../../../src/contract/desk/signals.ts'
import { useColleagues } from '../../api/signals.ts'
import { Box } from '../../frame/Box.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReadyReasons } from '../../frame/ReadyReasons.tsx'
import { useSending } from '../../frame/useSending.ts'
import type { Answer } from './useActs.ts'

/** As many as there are digits. */
const mostShown = 9
/** So many are seen at a glance. */
const fewColleagues = 4

interface AssignDialogProps {
  readonly name: string
  readonly user: string
  readonly onClose: () => void
  readonly onSubmit: (answer: Answer) => Promise<void>
}

export function AssignDialog({ name, user, onClose, onSubmit }: AssignDialogProps) {
  const { t } = useTranslation()
  const colleagues = useColleagues()
  return (
    <Box title={t('act.assign.title', { name })} onClose={onClose}>
      <p className="quiet">{t('act.assign.explain')}</p>
      {colleagues.isPending && <Loading what={t('assign.colleagues')} />}
      {colleagues.isError && <ProblemNote error={colleagues.error} retry={() => void colleagues.refetch()} />}
      {colleagues.isSuccess && <Choice all={colleagues.data.colleagues} {...{ user, onClose, onSubmit }} />}
    </Box>
  )
}

interface ChoiceProps extends Omit<AssignDialogProps, 'name'> {
  readonly all: Colleagues['colleagues']
}

function Choice({ all, user, onClose, onSubmit }: ChoiceProps) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState('')
  const [picked, setPicked] = useState<number | null>(null)
  const [missing, setMissing] = useState(false)
  const { busy, problem, send } = useSending()
  const field = useRef<HTMLInputElement>(null)
  const shown = fitting(all, user, wanted)

  function submit(): void {
    const to = picked === null ? (shown.length === 1 ? shown[0] : undefined) : shown[picked]
    setMissing(to === undefined)
    if (to === undefined) return
    void send(async () => {
      await onSubmit({ to: to.id })
      onClose()
    })
  }

  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {problem !== null && <ProblemNote error={problem} />}
      {shown.length === 0 && <Empty title={t('assign.nobody')} />}
      <ReadyReasons
        label={t('assign.colleagues')}
        suggestions={shown.map((one) =>
          one.id === user ? t('assign.me', { name: one.name }) : `${one.name}, ${t(`role.${one.role}`).toLowerCase()}`
        )}
        picked={picked}
        onPick={setPicked}
        onEnter={submit}
        onWrite={() => field.current?.focus()}
      />
      {all.length > fewColleagues && (
        <TextField
          value={wanted}
          maxLength={64}
          onChange={(text) => {
            setWanted(text)
            setPicked(null)
          }}
        >
          <Label>{t('assign.look')}</Label>
          <Input ref={field} />
        </TextField>
      )}
      {missing && <p className="note note-warn">{t('assign.missing')}</p>}
      <DialogButtons action={t('act.assign.name')} busy={busy} onClose={onClose} />
    </Form>
  )
}

/** The reader first, then the others by name, as far as they fit what was typed. */
function fitting(all: ChoiceProps['all'], user: string, wanted: string): ChoiceProps['all'] {
  const asked = wanted.trim().toLowerCase()
  return all
    .toSorted((a, b) => Number(b.id === user) - Number(a.id === user))
    .filter((one) => one.name.toLowerCase().includes(asked))
    .slice(0, mostShown)
}
