/** The captured page of a version, drawn again in a frame of another origin; a second version beside it when asked. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Advert, AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import type { Replay } from '../../../../src/contract/replay.ts'
import { useReplay } from '../../api/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { FieldChanges } from './FieldChanges.tsx'
import { ReplayBanner } from './ReplayBanner.tsx'
import './replay.css'

/** How pages are shown; both parts are an act of its own with a reason. */
type How = Required<Pick<Replay, 'pictures' | 'words'>>
const covered: How = { pictures: 'blurred', words: 'covered' }
const reasons = ['look', 'change', 'evidence'] as const

interface Shown {
  readonly replays: readonly Replay[]
  readonly how: How
  /** The reason that was given last; showing less asks for none. */
  readonly reason: string
}

export function ReplayPanel({ advert, version }: { readonly advert: Advert; readonly version: AdvertVersion }) {
  const { query } = usePlace()
  const other = advert.versions.find((one) => one !== version && String(one.version) === query['beside'])
  const pages = other === undefined ? [version] : [version, other].toSorted((a, b) => a.version - b.version)
  return (
    <div className="replay">
      <Beside advert={advert} version={version} other={other} />
      {/* Other versions are other pages: what was asked for these is not asked for those. */}
      <Pages key={pages.map((one) => one.version).join('-')} advert={advert.id} pages={pages} />
    </div>
  )
}

interface BesideProps {
  readonly advert: Advert
  readonly version: AdvertVersion
  readonly other: AdvertVersion | undefined
}

function Beside({ advert, version, other }: BesideProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (advert.versions.length < 2) return null
  return (
    <label className="field field-row">
      <span>{t('replay.beside')}</span>
      <select value={other?.version ?? ''} onChange={(event) => refine({ beside: event.target.value || null })}>
        <option value="">{t('replay.alone')}</option>
        {advert.versions
          .filter((one) => one !== version)
          .map((one) => (
            <option key={one.version} value={one.version}>
              {t('advert.versionAt', { version: one.version, at: format.moment(one.seenAt) })}
            </option>
          ))}
      </select>
    </label>
  )
}

function Pages({ advert, pages }: { readonly advert: number; readonly pages: readonly AdvertVersion[] }) {
  const { t } = useTranslation()
  const replay = useReplay()
  const [shown, setShown] = useState<Shown | null>(null)
  const [asking, setAsking] = useState<How | null>(null)
  const [before, after] = pages.map((one) => one.reading)
  async function show(how: How, reason: string): Promise<void> {
    const replays: Replay[] = []
    for (const { version } of pages) replays.push(await replay.mutateAsync({ advert, version, reason, ...how }))
    setShown({ replays, how, reason })
  }
  return (
    <>
      <p className="quiet">{t('replay.what')}</p>
      <p className="replay-acts">
        {shown === null ? (
          <Button className="button button-primary" onPress={() => setAsking(covered)}>
            {t(pages.length > 1 ? 'replay.showBoth' : 'replay.show')}
          </Button>
        ) : (
          <Acts shown={shown} onAsk={setAsking} onLess={(how) => void show(how, shown.reason)} />
        )}
      </p>
      {shown !== null && (
        <div className={shown.replays.length > 1 ? 'beside' : undefined}>
          {shown.replays.map((one) => (
            <article key={one.address} className="replay-page">
              <ReplayBanner replay={one} />
              <iframe
                className="replay-frame"
                title={t('replay.frame', { version: one.version })}
                src={one.address}
                sandbox=""
                referrerPolicy="no-referrer"
              />
            </article>
          ))}
        </div>
      )}
      {before != null && after != null && <FieldChanges before={before} after={after} />}
      {asking !== null && (
        <ReasonDialog
          title={t(titleOf(asking, shown?.how ?? covered))}
          explain={t('replay.explain')}
          action={t('replay.go')}
          draft={`replay:${advert}`}
          suggestions={reasons.map((one) => t(`replay.why.${one}`))}
          onSubmit={(reason) => show(asking, reason)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

function titleOf(asked: How, now: How): 'replay.ask' | 'replay.askPictures' | 'replay.askWords' {
  if (asked.pictures === 'shown' && now.pictures !== 'shown') return 'replay.askPictures'
  return asked.words === 'shown' && now.words !== 'shown' ? 'replay.askWords' : 'replay.ask'
}

interface ActsProps {
  readonly shown: Shown
  readonly onAsk: (how: How) => void
  readonly onLess: (how: How) => void
}

function Acts({ shown: { replays, how }, onAsk, onLess }: ActsProps) {
  const { t } = useTranslation()
  const pictures = replays.reduce((sum, one) => sum + one.parts.pictures.shown, 0)
  const words = replays.reduce((sum, one) => sum + one.covered, 0)
  return (
    <>
      {pictures > 0 && how.pictures === 'blurred' && (
        <Button onPress={() => onAsk({ ...how, pictures: 'shown' })}>{t('replay.sharp')}</Button>
      )}
      {how.pictures === 'shown' && (
        <Button onPress={() => onLess({ ...how, pictures: 'blurred' })}>{t('replay.blur')}</Button>
      )}
      {words > 0 && how.words === 'covered' && (
        <Button onPress={() => onAsk({ ...how, words: 'shown' })}>{t('replay.uncover', { count: words })}</Button>
      )}
      {how.words === 'shown' && (
        <Button onPress={() => onLess({ ...how, words: 'covered' })}>{t('replay.cover')}</Button>
      )}
    </>
  )
}
