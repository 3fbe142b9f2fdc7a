/** Advertentie: the text with every fact where it stands, its versions, and the custody of what it was read from. */
import { useState } from 'react'
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Advert, AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import { useAdvert, useAskToOpen } from '../../api/adverts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { LinkReason } from '../network/LinkReason.tsx'
import { maskedTitle } from '../../text/masked.ts'
import { CalledSignal } from '../../names/CalledLink.tsx'
import { Site } from '../../names/Named.tsx'
import { useAdvertOnSite } from '../../names/useAdvertOnSite.ts'
import { useNames } from '../../names/useNames.ts'
import { CustodyPanel } from './CustodyPanel.tsx'
import { CustodyStory } from './CustodyStory.tsx'
import { momentIn } from './moment-in.ts'
import { FactsView } from './FactsView.tsx'
import { ReplayPanel } from './ReplayPanel.tsx'
import { VersionCompare } from './VersionCompare.tsx'
import './advert.css'

export function AdvertScreen({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const advert = useAdvert(id)
  return (
    <div className="page advert">
      <Button className="button-quiet back" onPress={() => window.history.back()}>
        ← {t('notice.back')}
      </Button>
      {advert.isPending && (
        <>
          <h1 tabIndex={-1}>{t('advert.number', { id })}</h1>
          <Loading what={t('nav.advert')} />
        </>
      )}
      {advert.isError && (
        <>
          <h1 tabIndex={-1}>{t('advert.number', { id })}</h1>
          <ProblemNote error={advert.error} retry={() => void advert.refetch()} />
        </>
      )}
      {advert.isSuccess && <Content advert={advert.data} />}
    </div>
  )
}

const tabs = ['text', 'page', 'versions', 'links', 'custody'] as const

function Content({ advert }: { readonly advert: Advert }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const latest = advert.versions.at(-1)
  const version = advert.versions.find((one) => String(one.version) === query['version']) ?? latest
  const asked = tabs.find((one) => one === query['tab']) ?? 'text'
  const tab = asked === 'page' && advert.state !== 'open' ? 'text' : asked
  if (version === undefined) return <Empty title={t('advert.noVersions')} />
  return (
    <>
      <Head advert={advert} version={version} />
      <Opened advert={advert} />
      <NotLatest shown={version} latest={latest} />
      <Tabs
        className="tabs"
        selectedKey={tab}
        onSelectionChange={(key) => refine({ tab: key === 'text' ? null : String(key) })}
      >
        <TabList className="tab-list" aria-label={t('advert.views')}>
          <Tab id="text">{t('advert.text')}</Tab>
          {advert.state === 'open' && <Tab id="page">{t('replay.tab')}</Tab>}
          <Tab id="versions">{t('advert.versions', { count: advert.versions.length })}</Tab>
          <Tab id="links">{t('advert.links', { count: advert.links.length })}</Tab>
          <Tab id="custody">{t('advert.custody')}</Tab>
        </TabList>
        <TabPanel id="text">
          <VersionChoice advert={advert} shown={version.version} />
          {version.reading === null ? (
            <p className="note note-info">{t(`advert.closed-${advert.state}`)}</p>
          ) : (
            <FactsView advert={advert.id} version={version.version} reading={version.reading} />
          )}
        </TabPanel>
        {advert.state === 'open' && (
          <TabPanel id="page">
            <VersionChoice advert={advert} shown={version.version} />
            <ReplayPanel advert={advert} version={version} />
          </TabPanel>
        )}
        <TabPanel id="versions">
          <VersionCompare versions={advert.versions} />
        </TabPanel>
        <TabPanel id="links">
          <Links advert={advert} />
        </TabPanel>
        <TabPanel id="custody">
          <VersionChoice advert={advert} shown={version.version} />
          <CustodyPanel custody={version.custody} />
          <CustodyStory advert={advert} />
        </TabPanel>
      </Tabs>
    </>
  )
}

function Head({ advert, version }: { readonly advert: Advert; readonly version: AdvertVersion }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <header className="advert-head">
      <h1 tabIndex={-1}>
        {version.reading === null
          ? t(`advert.untitled-${advert.state}`, { id: advert.id })
          : maskedTitle(version.reading, t('masked.chip'))}
      </h1>
      <span className={`state state-${advert.state}`}>{t(`advert.state-${advert.state}`)}</span>
      <p className="quiet">
        <Site host={advert.site} /> · {t('advert.seen', { at: format.period(advert.firstSeen, advert.lastSeen) })}
        {advert.goneAt !== null && <> · {t('advert.goneAt', { at: format.moment(advert.goneAt) })}</>}
        {advert.goneBecause !== null && <> ({t(`advert.gone-${advert.goneBecause}`, { count: advert.goneLooks })})</>}
        {advert.repostOf !== null && <> · {t('advert.repost', { id: advert.repostOf })}</>}
        {advert.elsewhere.map(({ by, addresses }) => (
          <span key={by}> · {t(`advert.elsewhere-${by}`, { count: addresses })}</span>
        ))}
        {version.custody.origin === 'import' && <> · {t('advert.imported')}</>}
        {version.reading?.postedAt != null && (
          <> · {t('advert.posted', { at: format.day(version.reading.postedAt) })}</>
        )}
        {version.reading?.account != null && <> · {t('advert.account', { account: version.reading.account })}</>}
      </p>
      {/* Never a live link: following it would tell the site that it is being looked at. */}
      {advert.url !== null && <p className="mono wrap">{advert.url}</p>}
      <p className="head-links">
        {advert.network !== null && <Go to={`/networks/${advert.network}`}>{t('advert.toNetwork')}</Go>}
        {advert.signal !== null && <Go to={`/signals?signal=${advert.signal}&state=all`}>{t('advert.toSignal')}</Go>}
        {advert.state === 'open' && <Go to={`/cases?pin=advert:${advert.id}`}>{t('queue.toCase')}</Go>}
      </p>
    </header>
  )
}

/** An older text must never pass for the present one. */
function NotLatest({ shown, latest }: { readonly shown: AdvertVersion; readonly latest: AdvertVersion | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (latest === undefined || latest === shown) return null
  return (
    <p className="note note-info">
      {t('advert.notLatest', { version: shown.version, latest: latest.version, at: format.moment(latest.seenAt) })}
    </p>
  )
}

function VersionChoice({ advert, shown }: { readonly advert: Advert; readonly shown: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (advert.versions.length < 2) return null
  return (
    <label className="field field-row">
      <span>{t('advert.version')}</span>
      <select value={shown} onChange={(event) => refine({ version: event.target.value })}>
        {advert.versions.map((one) => (
          <option key={one.version} value={one.version}>
            {t('advert.versionAt', { version: one.version, at: momentIn(format, advert.versions, one.seenAt) })}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Why this advert could be read, or how to ask for it. */
function Opened({ advert }: { readonly advert: Advert }) {
  const { t } = useTranslation()
  const ask = useAskToOpen()
  const [asking, setAsking] = useState(false)
  if (advert.state === 'open')
    return advert.openedBecause === null ? null : <OpenedBy advert={advert} because={advert.openedBecause} />
  if (advert.state === 'erased') return null
  return (
    <div className="note note-info">
      <p>{t('advert.sealedWhy')}</p>
      <Button onPress={() => setAsking(true)}>{t('request.ask')}</Button>
      {asking && (
        <ReasonDialog
          title={t('request.title', { id: advert.id })}
          explain={t('request.explain')}
          action={t('request.action')}
          draft={`request:${advert.id}`}
          onSubmit={async (reason) => {
            await ask.mutateAsync({ advert: advert.id, reason })
            announce(t('request.done'))
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

/** Why and by whom an advert was opened: a signal by what it is called. */
function OpenedBy({ advert, because }: { readonly advert: Advert; readonly because: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { openedBy, openedAt } = advert
  const [kind = '', id = ''] = because.split(':')
  const said = {
    by: openedBy === null ? '–' : names.person(openedBy),
    at: format.moment(openedAt)
  }
  return (
    <p className="opened quiet">
      {t(`advert.opened-${kind === 'signal' || kind === 'request' ? kind : 'other'}`, said)}{' '}
      {kind === 'signal' && <CalledSignal id={Number(id)} />}
    </p>
  )
}

function Links({ advert }: { readonly advert: Advert }) {
  const { t } = useTranslation()
  const onSite = useAdvertOnSite()
  const linked = new Map(advert.linked.map((one) => [one.advert, one]))
  if (advert.links.length === 0) return <Empty title={t('links.none')} />
  return (
    <ul className="member-list">
      {advert.links.map((link) => {
        const other = link.a === advert.id ? link.b : link.a
        const known = linked.get(other)
        return (
          <li key={link.id}>
            <span>
              <Go to={`/adverts/${other}`}>
                {known === undefined ? t('advert.number', { id: other }) : onSite(known)}
              </Go>{' '}
              {known !== undefined && <span className="quiet">{t('named.advertNumber', { id: other })}</span>}
            </span>
            <LinkReason link={link} />
          </li>
        )
      })}
    </ul>
  )
}
