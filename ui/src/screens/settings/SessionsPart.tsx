/** Where one is signed in, under Settings: since when, from where, and ending another session or all others. */
import { Button } from 'react-aria-components'
import type { TFunction } from 'i18next'
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
              {one.here ? <strong>{t('sessions.here')}</strong> : fromWords(one.client, t)}{' '}
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

/** Where a session was begun: an address says little to a person, and that of this machine itself nothing. */
function fromWords(client: string | null, t: TFunction): string {
  if (client === null) return t('sessions.unknown')
  return /^(127\.|::1$|::ffff:127\.)/.test(client) ? t('sessions.onMachine') : t('sessions.from', { client })
}
