/** Asks to open some sealed adverts for one reason: each is a request of its own, which a second person grants or refuses. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAskToOpen } from '../../api/adverts.ts'
import { problemKeys } from '../../api/http.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'

export interface SealedAdvert {
  readonly advert: number
  readonly site: string
  /** The day on which it was seen. */
  readonly at: string
}

/** So many stand in the list, and may be asked for at once: opening stays the exception. */
const mostListed = 20

export function OpenMore({
  adverts,
  onClose
}: {
  readonly adverts: readonly SealedAdvert[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const ask = useAskToOpen()
  const [picked, setPicked] = useState<readonly number[]>([])
  const listed = adverts.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostListed)

  async function send(reason: string): Promise<void> {
    let asked = 0
    const refusals: unknown[] = []
    for (const advert of picked) {
      try {
        await ask.mutateAsync({ advert, reason })
        asked++
      } catch (error) {
        refusals.push(error)
      }
    }
    if (asked === 0 && refusals.length > 0) throw refusals[0]
    const done = t('seal.asked', { count: asked })
    announce(
      refusals.length === 0
        ? done
        : `${done} ${t('seal.notAsked', { count: refusals.length })} ${t(problemKeys(refusals[0]))}`
    )
  }

  return (
    <ReasonDialog
      title={t('seal.askTitle')}
      explain={t('request.explain')}
      action={t('seal.askFor', { count: picked.length })}
      draft="request:more"
      disabled={picked.length === 0}
      onSubmit={send}
      onClose={onClose}
    >
      <fieldset className="open-more">
        <legend>{t('seal.which', { count: listed.length, of: adverts.length })}</legend>
        {listed.map((one) => (
          <label key={one.advert} className="check">
            <input
              type="checkbox"
              checked={picked.includes(one.advert)}
              onChange={() =>
                setPicked(
                  picked.includes(one.advert) ? picked.filter((id) => id !== one.advert) : [...picked, one.advert]
                )
              }
            />
            <span>
              {t('advert.untitled-sealed', { id: one.advert })}{' '}
              <span className="quiet">
                {names.site(one.site)} · {t('advert.seen', { at: format.day(one.at) })}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
    </ReasonDialog>
  )
}
