/** A file of published figures, taken in whole, or refused with each fault and its line. */
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FigureFileAnswer } from '../../../../src/contract/figures/figures.ts'
import { useTakeInFigures } from '../../api/figures/figures.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { FileField } from '../../parts/FileField.tsx'

export function TakeInDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const take = useTakeInFigures()
  const { busy, problem, send } = useSending()
  const [csv, setCsv] = useState('')
  const [reason, setReason] = useState('')
  const [faults, setFaults] = useState<FigureFileAnswer['faults']>([])
  return (
    <Box title={t('figures.takeIn')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            const answer = await take.mutateAsync({ csv, reason })
            setFaults(answer.faults)
            if (answer.faults.length > 0) return
            announce(t('figures.taken', { added: answer.added, known: answer.known }))
            onClose()
          })
        }}
      >
        <p className="quiet">{t('figures.takeInExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        {faults.length > 0 && (
          <div className="note note-bad" role="alert">
            <p>{t('figures.faults', { count: faults.length })}</p>
            <ul className="small">
              {faults.map(({ line, column, fault, value }) => (
                <li key={`${line} ${column} ${fault}`}>
                  {fault === 'file' ? value : `${t('figures.at', { line, column })}: ${t(`figures.fault-${fault}`)}`}
                </li>
              ))}
            </ul>
          </div>
        )}
        <FileField
          label={t('figures.file')}
          accept=".csv,text/csv"
          onFiles={([file]) => void file?.text().then((text) => setCsv(text))}
        />
        <label className="field">
          <span>{t('figures.why')}</span>
          <textarea
            rows={2}
            maxLength={2000}
            value={reason}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <DialogButtons action={t('figures.take')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
