/** Where one is signed in, under Settings: since when, from where, and ending another session or all others. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useEndSessions, useOwnSessions } from '../../api/session.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'

export function SessionsPart() {
  const { t } = useTranslation()
  const format = useFormat()
  const found = useOwnSessions()
  const end = useEndSessions()
  const sessions = found.data?.sessions ?? []
  const finish = (id: string): void => end.mutate(id, { onSuccess: () => announce(t('sessions.ended')) })
  return (
    <div className="stack">
      <p>{t('sessions.about')}</p>
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {end.isError && <ProblemNote error={end.error} />}
      <ul className="divide">
        {sessions.map((one) => (
          <li key={one.id} className="item settings-session">
            <span>
              {one.here ? <strong>{t('sessions.here')}</strong> : (one.client ?? t('sessions.unknown'))}{' '}
              <span className="quiet small">
                {t('sessions.times', { started: format.moment(one.startedAt), seen: format.moment(one.seenAt) })}
              </span>
            </span>
            {!one.here && (
              <Button
                className="button-small"
                aria-label={t('sessions.endOf', { at: format.moment(one.startedAt) })}
                onPress={() => finish(one.id)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="actions settings-acts">
          <Button onPress={() => finish('others')}>{t('sessions.endOthers')}</Button>
        </div>
      )}
    </div>
  )
}
