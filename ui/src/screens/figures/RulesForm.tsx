/** Other weights: each sign with its step, points and share confirmed, why it counts otherwise, and what the whole would change before it is sent. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { TriedRules, WeighRules } from '../../../../src/contract/oversight/weigh-rules.ts'
import { useCalibration } from '../../api/figures/calibration.ts'
import { useProposeRules, useTryRules, type RuleStep } from '../../api/figures/weigh-rules.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { Go } from '../../place/place.tsx'
import { EffectWords } from './rule-words.tsx'

type RuleSign = WeighRules['signs'][number]

interface Weight {
  readonly step: RuleStep
  readonly points: number
}

/** Weights to begin with: those that hold where there are none, and why each that differs does. */
export interface Start {
  readonly signs: readonly (Weight & { readonly of: string })[]
  readonly why: string
}

interface Row extends Weight {
  readonly because: string
}

interface RulesFormProps {
  readonly rules: WeighRules
  readonly start: Start
  readonly onClose: () => void
}

export function RulesForm({ rules, start, onClose }: RulesFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const tryOut = useTryRules()
  const propose = useProposeRules()
  const { busy, problem, send } = useSending()
  const [rows, setRows] = useState<ReadonlyMap<string, Row>>(() => rowsOf(rules, start))
  const [reason, setReason] = useState(start.why)
  const [tried, setTried] = useState<{ readonly of: string; readonly what: TriedRules } | null>(null)
  const changes = rules.signs.flatMap(({ of, now }) => {
    const row = rows.get(of)
    return row === undefined || (row.step === now.step && row.points === now.points) ? [] : [{ of, ...row }]
  })
  const weights = changes.map(({ of, step, points }) => ({ of, step, points }))
  const asked = JSON.stringify(weights)
  const base = rules.holds
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send(async () => {
          await propose.mutateAsync({ base, reason, changes })
          announce(t('weighRules.sent'))
          onClose()
        })
      }}
    >
      <p className="quiet">{t('weighRules.practice', { most: format.number(rules.mostPractice) })}</p>
      <ul className="rules-rows">
        {rules.signs.map((sign) => (
          <SignRow
            key={sign.of}
            sign={sign}
            row={rows.get(sign.of) ?? { ...sign.now, because: '' }}
            onChange={(row) => setRows(new Map(rows).set(sign.of, row))}
          />
        ))}
      </ul>
      <WholeReason value={reason} onChange={setReason} />
      {tried !== null && tried.of === asked && <Tried what={tried.what} />}
      {problem !== null && <ProblemNote error={problem} />}
      {tried?.of !== asked && changes.length > 0 && <p className="quiet">{t('weighRules.tryFirst')}</p>}
      <div className="actions">
        <Button onPress={onClose}>{t('notice.cancel')}</Button>
        <Button
          isDisabled={changes.length === 0}
          onPress={() =>
            void send(async () => {
              const what = await tryOut.mutateAsync({ base, changes: weights })
              setTried({ of: asked, what })
            })
          }
        >
          {t('weighRules.try')}
        </Button>
        <Button
          type="submit"
          className="button-primary"
          data-pending={busy || undefined}
          isDisabled={tried?.of !== asked || changes.length === 0}
        >
          {t('weighRules.send')}
        </Button>
      </div>
    </Form>
  )
}

function WholeReason({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{t('weighRules.reason')}</span>
      <textarea rows={2} maxLength={2000} value={value} required onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

function rowsOf(rules: WeighRules, { signs, why }: Start): ReadonlyMap<string, Row> {
  const wanted = new Map(signs.map((one) => [one.of, one]))
  return new Map(
    rules.signs.map(({ of, now }) => {
      const { step, points } = wanted.get(of) ?? now
      return [of, { step, points, because: why }]
    })
  )
}

interface SignRowProps {
  readonly sign: RuleSign
  readonly row: Row
  readonly onChange: (row: Row) => void
}

function SignRow({ sign, row, onChange }: SignRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const name = words(sign.title)
  const bounds = sign.steps.find((one) => one.step === row.step)
  const { least, most } = bounds ?? { least: 0, most: 0 }
  const differs = row.step !== sign.now.step || row.points !== sign.now.points
  const stepTo = (step: RuleStep): void => {
    const to = sign.steps.find((one) => one.step === step)
    const points =
      step === sign.now.step ? sign.now.points : step === 'practice' ? Math.min(1, to?.most ?? 0) : (to?.most ?? 0)
    onChange({ ...row, step, points })
  }
  return (
    <li className={differs ? 'rules-row rules-row-other' : 'rules-row'}>
      <span className="rules-sign">
        {name} <Share of={sign.of} />
      </span>
      <select
        aria-label={t('weighRules.stepOf', { sign: name })}
        value={row.step}
        onChange={(event) => {
          const chosen = sign.steps.find((one) => one.step === event.target.value)
          if (chosen !== undefined) stepTo(chosen.step)
        }}
      >
        {sign.steps.map((one) => (
          <option key={one.step} value={one.step}>
            {t(`weighRules.step-${one.step}`)}
          </option>
        ))}
      </select>
      <input
        type="number"
        aria-label={t('weighRules.pointsOf', { sign: name, least: format.number(least), most: format.number(most) })}
        min={least}
        max={most}
        step={0.1}
        required
        disabled={row.step === 'off'}
        value={Number.isNaN(row.points) ? '' : row.points}
        onChange={(event) => onChange({ ...row, points: event.target.valueAsNumber })}
      />
      {differs && (
        <input
          type="text"
          className="rules-because"
          aria-label={t('weighRules.because', { sign: name })}
          placeholder={t('weighRules.why')}
          maxLength={2000}
          required
          value={row.because}
          onChange={(event) => onChange({ ...row, because: event.target.value })}
        />
      )}
    </li>
  )
}

/** What calibration says of a sign under the mandate in force. */
function Share({ of }: { readonly of: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const line = useCalibration(false).data?.lines[0]
  const sign = line?.signs.find((one) => one.of === of)
  if (line === undefined) return null
  const from = sign?.from ?? null
  const to = sign?.to ?? null
  return (
    <span className="quiet small">
      {from === null || to === null
        ? t('weighRules.no-share')
        : t('weighRules.share', { from: format.percent(from), to: format.percent(to) })}
    </span>
  )
}

function Tried({ what: { effects, changes } }: { readonly what: TriedRules }) {
  const { t } = useTranslation()
  const format = useFormat()
  const says = (one: TriedRules['changes'][number]['to']): string =>
    one === null
      ? t('weighRules.ends')
      : t('weighRules.ranked', { priority: format.number(one.priority), step: t(`weighRules.ranked-${one.step}`) })
  return (
    <div className="note note-info" role="status">
      <EffectWords effects={effects} />
      {changes.length > 0 && (
        <TableBox label={t('weighRules.moves')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('weighRules.moves')}</th>
                <th scope="col">{t('weighRules.now')}</th>
                <th scope="col">{t('weighRules.later')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ signal, from, to }) => (
                <tr key={signal}>
                  <th scope="row">
                    <Go to={`/signals?signal=${signal}&state=all`}>{t('weighRules.signal', { id: signal })}</Go>
                  </th>
                  <td>{says(from)}</td>
                  <td>{says(to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </div>
  )
}
