/** What each team can take on: certified detectives, hours and running cases, and for coordinators a form for newer figures. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { TeamCapacity } from '../../../../src/contract/cases/proposals.ts'
import { useCapacity, useSetCapacity } from '../../api/cases/proposals.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { Panel } from '../../parts/Panel.tsx'

const figures = ['certified', 'away', 'hours', 'running'] as const
const columns = ['certified', 'away', 'given', 'free', 'running'] as const

export function CapacityPanel({ decides }: { readonly decides: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const teams = useCapacity().data ?? []
  const [setting, setSetting] = useState(false)
  const [taken, setTaken] = useState<Hours | null>(null)
  const tools = decides && (
    <>
      <Button aria-pressed={taken !== null} onPress={() => setTaken(taken === null ? {} : null)}>
        {t('proposal.whatIf')}
      </Button>
      <Button onPress={() => setSetting(true)}>{t('proposal.setCapacity')}</Button>
    </>
  )
  return (
    <Panel columns={12} title={t('proposal.capacity')} tools={tools} bare>
      {teams.length === 0 ? (
        <p className="panel-body quiet">{t('proposal.capacityNone')}</p>
      ) : (
        <div className="table-box" role="region" aria-label={t('proposal.capacity')} tabIndex={0}>
          <table aria-label={t('proposal.capacity')}>
            <thead>
              <tr>
                <th scope="col">{t('proposal.team')}</th>
                {columns.map((one) => (
                  <th key={one} scope="col" className="right">
                    {t(`proposal.${one}`)}
                  </th>
                ))}
                {taken !== null &&
                  (['whatIfHours', 'left'] as const).map((one) => (
                    <th key={one} scope="col" className="right">
                      {t(`proposal.${one}`)}
                    </th>
                  ))}
              </tr>
            </thead>
            <tbody>
              {teams.map(({ team, certified, away, hours, free, running }) => (
                <tr key={team}>
                  <th scope="row">{team}</th>
                  {[certified, away, hours, free, running].map((value, at) => (
                    <td key={columns[at]} className="right number">
                      {format.number(value)}
                    </td>
                  ))}
                  {taken !== null && <Taken {...{ team, free, taken }} onTake={setTaken} />}
                </tr>
              ))}
            </tbody>
            <Together teams={teams} taken={taken} />
          </table>
        </div>
      )}
      {taken !== null && <p className="panel-foot">{t('proposal.whatIfWhy')}</p>}
      {setting && <CapacityDialog onClose={() => setSetting(false)} />}
    </Panel>
  )
}

type Hours = Readonly<Record<string, number>>

interface TakenProps {
  readonly team: string
  readonly free: number
  readonly taken: Hours
  readonly onTake: (taken: Hours) => void
}

/** Hours that a team would take, and what would be left. */
function Taken({ team, free, taken, onTake }: TakenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const left = free - (taken[team] ?? 0)
  return (
    <>
      <td className="right">
        <input
          type="number"
          min={0}
          max={100_000}
          aria-label={`${t('proposal.whatIfHours')}: ${team}`}
          value={taken[team] ?? ''}
          onChange={(event) => onTake({ ...taken, [team]: Number(event.target.value) })}
        />
      </td>
      <td className={`right number${left < 0 ? ' capacity-over' : ''}`}>{format.number(left)}</td>
    </>
  )
}

function Together({ teams, taken }: { readonly teams: readonly TeamCapacity[]; readonly taken: Hours | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const told = (['certified', 'away', 'hours', 'free', 'running'] as const).map((one) =>
    sum(teams, (team) => team[one])
  )
  const more = sum(teams, ({ team }) => taken?.[team] ?? 0)
  const all = taken === null ? told : [...told, more, sum(teams, ({ free }) => free) - more]
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('proposal.together')}</th>
        {all.map((value, at) => (
          <td key={at} className="right number">
            {format.number(value)}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function sum<T>(of: readonly T[], count: (one: T) => number): number {
  return of.reduce((all, one) => all + count(one), 0)
}

function CapacityDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const set = useSetCapacity()
  const { busy, problem, send } = useSending()
  const [team, setTeam] = useState('')
  const [given, setGiven] = useState({ certified: 0, away: 0, hours: 0, running: 0 })
  const words = { certified: 'certified', away: 'away', hours: 'given', running: 'running' } as const
  return (
    <Box title={t('proposal.setCapacity')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            await set.mutateAsync({ team, ...given })
            onClose()
          })
        }}
      >
        <p className="quiet">{t('proposal.setExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <label className="field">
          <span>{t('proposal.team')}</span>
          <input required maxLength={80} value={team} onChange={(event) => setTeam(event.target.value)} />
        </label>
        {figures.map((one) => (
          <label key={one} className="field">
            <span>{t(`proposal.${words[one]}`)}</span>
            <input
              type="number"
              min={0}
              value={given[one]}
              onChange={(event) => setGiven({ ...given, [one]: Number(event.target.value) })}
            />
          </label>
        ))}
        <DialogButtons action={t('proposal.set')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
