/** Break-glass in force, on every screen of whoever reads under it: which mandates, until when, why, on whose word, and how to end it. */
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../src/contract/session.ts'
import { useDecideBreakGlass } from '../api/break-glass.ts'
import { client } from '../api/client.ts'
import { useNames } from '../names/useNames.ts'
import { announce } from './announce.tsx'
import { useFormat } from './format.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

type Held = Session['breakGlass'][number]

/** Timers of browsers hold no more than this. */
const longestWaitMs = 2 ** 31 - 1

export function BreakGlassBar({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const [ending, setEnding] = useState<Held | null>(null)
  const { breakGlass } = session
  useReadAtEnd(breakGlass[0]?.until)
  return (
    <>
      {breakGlass.map((one) => (
        <section key={one.id} className="header-row header-emergency" aria-label={t('emergency.title')}>
          <p>
            <strong>
              {t('emergency.inForce', {
                who: session.user.name,
                mandates: one.mandates.map(names.mandate).join(', '),
                until: format.moment(one.until)
              })}
            </strong>{' '}
            {t('emergency.inForceWhy', { reason: one.reason, by: names.person(one.approvedBy) })}
          </p>
          <Button className="button-small" onPress={() => setEnding(one)}>
            {t('emergency.end')}
          </Button>
        </section>
      ))}
      {ending !== null && <EndDialog one={ending} who={session.user.name} onClose={() => setEnding(null)} />}
    </>
  )
}

/** Reads the session anew at the moment at which the first one ends, and each second after, until it is gone: clocks differ. */
function useReadAtEnd(until: string | undefined): void {
  useEffect(() => {
    if (until === undefined) return undefined
    const again = (): void => {
      void client.invalidateQueries({ queryKey: ['session'] })
      timer = setTimeout(again, 1_000)
    }
    const waitMs = Math.min(Math.max(Date.parse(until) - Date.now(), 0), longestWaitMs)
    let timer = setTimeout(again, waitMs)
    return () => clearTimeout(timer)
  }, [until])
}

function EndDialog({ one, who, onClose }: { readonly one: Held; readonly who: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const decide = useDecideBreakGlass()
  return (
    <ReasonDialog
      title={t('emergency.endTitle', { who })}
      explain={t('emergency.endExplain')}
      action={t('emergency.end')}
      draft={`break-glass:${one.id}:end`}
      onSubmit={async (reason) => {
        await decide.mutateAsync({ id: one.id, decision: 'end', reason })
        announce(t('emergency.done'))
      }}
      onClose={onClose}
    />
  )
}
