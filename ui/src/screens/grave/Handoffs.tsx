/** Over te dragen: pages at which processing stopped by duty. Address and time, and to whom they were handed over. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Handoff } from '../../../../src/contract/desk/requests.ts'
import { useHandoffs, useHandOver } from '../../api/adverts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'

export function Handoffs() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const handoffs = useHandoffs()
  const give = useHandOver()
  const [giving, setGiving] = useState<Handoff | null>(null)
  return (
    <section>
      <h2>{t('grave.handoffs')}</h2>
      <p className="quiet">{t('grave.handoffsAbout')}</p>
      {handoffs.isPending && <Loading what={t('grave.handoffs')} />}
      {handoffs.isError && <ProblemNote error={handoffs.error} retry={() => void handoffs.refetch()} />}
      {handoffs.data?.length === 0 && <p>{t('grave.handoffsNone')}</p>}
      <ul className="request-list">
        {(handoffs.data ?? []).map((one) => (
          <li key={one.capture} className="card">
            <p>{one.url}</p>
            <p className="quiet">{t('grave.seenAt', { at: format.moment(one.seenAt) })}</p>
            {one.handed === null ? (
              <div className="actions">
                <Button onPress={() => setGiving(one)}>{t('grave.give')}</Button>
              </div>
            ) : (
              <p>
                {one.handed.to}{' '}
                <span className="quiet">
                  {t('grave.asideBy', { by: names.person(one.handed.by), at: format.moment(one.handed.at) })}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
      {giving !== null && (
        <ReasonDialog
          title={t('grave.give')}
          explain={t('grave.giveExplain')}
          action={t('grave.give')}
          draft={`handoff:${giving.capture}`}
          onSubmit={async (reason) => {
            await give.mutateAsync({ capture: giving.capture, reason })
            announce(t('grave.given'))
          }}
          onClose={() => setGiving(null)}
        />
      )}
    </section>
  )
}
