/** A coordinator's answer: whom to turn to, which the other side hears too, or that there is nothing to share. */
import { useState } from 'react'
import { Form, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../src/contract/cases/deconfliction.ts'
import { useAnswerQuestion } from '../../api/cases/deconfliction.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'

const answers = ['contact', 'nothing'] as const

export function AnswerDialog({ question, onClose }: { readonly question: Question; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const say = useAnswerQuestion()
  const { busy, problem, send } = useSending()
  const people = question.elsewhere?.known.flatMap((one) => one.coordinators) ?? []
  const [answer, setAnswer] = useState<(typeof answers)[number]>(people.length > 0 ? 'contact' : 'nothing')
  const [words, setWords] = useState(people.length > 0 ? t('elsewhere.turnTo', { people: people.join(', ') }) : '')
  async function submit(): Promise<void> {
    await send(async () => {
      await say.mutateAsync({ id: question.id, body: { answer, ...(answer === 'contact' && { words }) } })
      announce(t('elsewhere.said'))
      onClose()
    })
  }
  return (
    <Box title={t('elsewhere.answerTo', { value: question.value })} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {problem !== null && <ProblemNote error={problem} />}
        <Choice
          label={t('elsewhere.say')}
          values={answers}
          value={answer}
          says={(one) => t(`elsewhere.choose-${one}`)}
          onChange={setAnswer}
        />
        {answer === 'contact' && (
          <TextField value={words} onChange={setWords} maxLength={1_000} isRequired>
            <Label>{t('elsewhere.words')}</Label>
            <TextArea rows={3} />
            <Text slot="description">{t('elsewhere.wordsHint')}</Text>
          </TextField>
        )}
        <DialogButtons action={t('elsewhere.say')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
