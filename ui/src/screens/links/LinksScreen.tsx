/** Verbanden: what the linking of adverts leaves to people: merges that wait for a person, and hubs. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHubs, useMerges } from '../../api/networks.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Go } from '../../place/place.tsx'
import { HubList, HubWords } from './HubList.tsx'
import { JudgeDialog } from './JudgeDialog.tsx'
import { Merges } from './Merges.tsx'
import './links.css'

export function LinksScreen() {
  const { t } = useTranslation()
  const [saying, setSaying] = useState<Saying | null>(null)
  return (
    <div className="page links-page">
      <h1 tabIndex={-1}>{t('nav.links')}</h1>
      <p>
        <Go className="button" to="/duel">
          {t('duel.go')}
        </Go>{' '}
        <span className="quiet">{t('duel.lead')}</span>
      </p>
      <Waiting onSay={setSaying} />
      <Hubs onSay={setSaying} />
      {saying !== null && <JudgeDialog saying={saying} onClose={() => setSaying(null)} />}
    </div>
  )
}

interface SectionProps {
  readonly onSay: (saying: Saying) => void
}

function Waiting({ onSay }: SectionProps) {
  const { t } = useTranslation()
  const merges = useMerges()
  return (
    <section className="block">
      <h2>{t('merge.title')}</h2>
      <p className="quiet">{t('merge.lead')}</p>
      {merges.isPending && <Loading what={t('merge.title')} />}
      {merges.isError && <ProblemNote error={merges.error} retry={() => void merges.refetch()} />}
      {merges.isSuccess && !merges.data.linker && <p className="note note-info">{t('links.noLinker')}</p>}
      {merges.isSuccess && merges.data.linker && merges.data.merges.length === 0 && <Empty title={t('merge.none')} />}
      {merges.isSuccess && merges.data.merges.length > 0 && <Merges merges={merges.data.merges} onSay={onSay} />}
    </section>
  )
}

function Hubs({ onSay }: SectionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const hubs = useHubs(null)
  return (
    <section className="block" id="hubs">
      <h2>{t('hub.title')}</h2>
      <p className="quiet">{t('hub.lead')}</p>
      {hubs.isPending && <Loading what={t('hub.title')} />}
      {hubs.isError && <ProblemNote error={hubs.error} retry={() => void hubs.refetch()} />}
      {hubs.isSuccess && (
        <>
          {!hubs.data.linker && <p className="note note-info">{t('links.noLinker')}</p>}
          {hubs.data.linker && hubs.data.hubs.length === 0 && <Empty title={t('hub.none')} />}
          {hubs.data.hubs.length > 0 && <HubList hubs={hubs.data.hubs} onSay={onSay} />}
          {hubs.data.count > hubs.data.hubs.length && (
            <p className="quiet">
              {t('hub.more', { shown: format.number(hubs.data.hubs.length), count: hubs.data.count })}
            </p>
          )}
          {hubs.data.words.length > 0 && (
            <>
              <h3>{t('hub.words')}</h3>
              <HubWords words={hubs.data.words} onSay={onSay} />
            </>
          )}
        </>
      )}
    </section>
  )
}
