/** Netwerk: five panels over one selection: the graph, the map, the timeline, the shared text, and everything as a table; below them its history. */
import { useEffect, useReducer, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NetworkPicture } from '../../../../src/contract/desk/network-picture.ts'
import { usePicture } from '../../api/networks.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { announce } from '../../frame/announce.tsx'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useShortcuts } from '../../keys/useShortcuts.ts'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Closed } from '../../parts/closed/Closed.tsx'
import { AdvertSheet } from '../../parts/AdvertSheet.tsx'
import { NetworkClass } from './NetworkClass.tsx'
import { Go, go, noteQuery, usePlace } from '../../place/place.tsx'
import { JudgeDialog } from '../links/JudgeDialog.tsx'
import '../links/links.css'
import { advertIn, shareNode } from './model/ids.ts'
import { firstLook, look } from './model/view.ts'
import type { Looking, Step } from './model/view.ts'
import { viewOf, viewQuery } from './model/view-address.ts'
import { Ended } from './Ended.tsx'
import { More } from './More.tsx'
import { GraphPanel, GraphTools } from './panels/GraphPanel.tsx'
import { MapPanel } from './panels/MapPanel.tsx'
import { TablePanel } from './panels/TablePanel.tsx'
import { TemplatePanel } from './panels/TemplatePanel.tsx'
import { TimePanel } from './panels/TimePanel.tsx'
import { useRoom } from './room.ts'
import type { Room } from './room.ts'
import { Split } from './Split.tsx'
import './network.css'
import './graph.css'

export function NetworkScreen({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const [looking, step] = useReducer(look, query, (asked) => ({ ...firstLook, view: viewOf(asked) }))
  const { view } = looking
  // The address reproduces the view; sliding through time writes it once.
  useEffect(() => {
    const timer = setTimeout(() => noteQuery(viewQuery(view)), 100)
    return () => clearTimeout(timer)
  }, [view])
  const picture = usePicture(id, view.by)
  return (
    <div className="net-page">
      {picture.isPending && (
        <>
          <h1 tabIndex={-1}>{t('network.of')}</h1>
          <Loading what={t('nav.network')} lines={10} />
        </>
      )}
      {picture.isError && (
        <>
          <h1 tabIndex={-1}>{t('network.of')}</h1>
          <ProblemNote error={picture.error} retry={() => void picture.refetch()} />
        </>
      )}
      {picture.isSuccess && picture.data.adverts === 0 && <Ended picture={picture.data} />}
      {picture.isSuccess && picture.data.adverts > 0 && <Panels picture={picture.data} looking={looking} step={step} />}
    </div>
  )
}

interface PanelsProps {
  readonly picture: NetworkPicture
  readonly looking: Looking
  readonly step: (step: Step) => void
}

function Panels({ picture, looking, step }: PanelsProps) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<number | null>(null)
  const [saying, setSaying] = useState<Saying | null>(null)
  const [focus, setFocus] = useState<string | null>(null)
  const cutFrom = useRef<NetworkPicture | null>(null)
  const [before, setBefore] = useState<NetworkPicture | null>(null)
  const room = useRoom(picture, looking, step, setOpened)
  const open = (node: string): void => openThing(room, node)
  const say = (next: Saying): void => {
    cutFrom.current = picture
    setSaying(next)
  }
  const cut = (): void => {
    const wanted = whatToCut(room)
    if (wanted === null) announce(t('room.noLink'))
    else say(wanted)
  }
  useShortcuts({
    ...Object.fromEntries([1, 2, 3, 4, 5].map((nr) => [String(nr), () => toPanel(nr)])),
    f: () => foldOrOpen(room, focus),
    p: () => pin(room, focus),
    z: () => step({ kind: 'back' }),
    w: () => focus !== null && room.view.picked.at(-1) !== focus && step({ kind: 'pick-also', id: focus }),
    x: cut,
    d: () => go(`/duel?network=${picture.id}`)
  })
  return (
    <>
      <Head room={room} />
      {before !== null && <Split before={before} now={picture} onClose={() => setBefore(null)} />}
      <div className="net">
        <GraphPanel room={room} focus={focus} onFocus={setFocus} onOpen={open} onCut={cut} />
        <MapPanel room={room} />
        <TimePanel room={room} />
        <TemplatePanel room={room} />
        <TablePanel room={room} onSay={say} />
      </div>
      <More room={room} onSay={say} />
      {opened !== null && <AdvertSheet advert={opened} onClose={() => setOpened(null)} />}
      {saying !== null && (
        <JudgeDialog
          saying={saying}
          nameOf={(advert) => nameOf(room, advert)}
          onDone={() => setBefore(cutFrom.current)}
          onClose={() => setSaying(null)}
        />
      )}
    </>
  )
}

function Head({ room }: { readonly room: Room }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { picture } = room
  const title = picture.title === null ? null : firstWords(picture.title, 8)
  const name = names.identity({ identity: picture.identity, title, places: picture.places.map((one) => one.place) })
  return (
    <header className="net-head">
      <div className="net-name">
        <Button className="button-quiet back" onPress={() => window.history.back()}>
          ← {t('notice.back')}
        </Button>
        <h1 tabIndex={-1}>{name}</h1>
        <p className="row-wrap small soft">
          <span>{t('queue.adverts', { count: picture.adverts })}</span>
          {picture.sealed > 0 && (
            <span>{t('factPage.sealed', { count: picture.sealed, shown: format.number(picture.sealed) })}</span>
          )}
          {picture.posted !== null && (
            <span>
              {t(picture.members.some((one) => one.dated === 'posted') ? 'network.posted' : 'network.seen', {
                period: format.period(picture.posted.from, picture.posted.to)
              })}
            </span>
          )}
          {picture.identity !== null && title !== null && <span>{title}</span>}
          {picture.signal !== null && (
            <Go to={`/signals?signal=${picture.signal}&state=all`}>{t('advert.toSignal')}</Go>
          )}
        </p>
        <NetworkClass name={picture.class} signs={picture.classSigns} />
        <p className="quiet small">{t('network.lead')}</p>
        {picture.sealed > 0 && <Closed adverts={picture.members.filter((one) => one.state === 'sealed')} />}
      </div>
      <div className="row-wrap net-tools">
        <GraphTools room={room} />
        <Go className="button button-small" to={`/cases?pin=network:${picture.id}`}>
          {t('queue.toCase')}
        </Go>
        <Go className="button button-small" to={`/duel?network=${picture.id}`}>
          {t('duel.go')} <kbd aria-hidden="true">d</kbd>
        </Go>
      </div>
    </header>
  )
}

/** The title and site of an advert, in quotes; its number where it is not among those shown. */
function nameOf(room: Room, advert: number): string {
  const member = room.byAdvert.get(advert)
  if (member === undefined) return String(advert)
  return member.title === null
    ? `${room.words.advert(member)} (${advert})`
    : `“${firstWords(member.title)}” (${room.words.site(member.site)})`
}

function toPanel(nr: number): void {
  const panel = document.getElementById(`net-panel-${nr}`)
  panel?.scrollIntoView({ block: 'nearest' })
  panel?.focus({ preventScroll: true })
}

/** Enter and double click: an advert opens beside, a fold opens in its place, a shared thing is picked. */
function openThing(room: Room, id: string): void {
  const node = room.drawing.nodes.find((one) => one.id === id)
  if (node?.sort === 'advert') room.open(node.advert.advert)
  else if (node?.sort === 'fold') room.step({ kind: 'open', id })
  else if (node?.sort === 'shared') room.step({ kind: 'pick', id })
}

/** A fold opens; an advert closes the fold that it came from; without either all is folded or opened. */
function foldOrOpen(room: Room, focus: string | null): void {
  const node = room.drawing.nodes.find((one) => one.id === focus)
  if (node?.sort === 'fold') room.step({ kind: 'open', id: node.id })
  else room.step({ kind: 'fold-all', folded: !room.view.folded || room.view.opened.length > 0 })
}

function pin(room: Room, focus: string | null): void {
  const advert = advertIn(focus ?? room.view.picked.at(-1) ?? '')
  if (advert !== null) room.step({ kind: 'pin', advert })
}

/** Two picked adverts are not of one hand; one picked value is a hub; anything else is no link that a person could cut. */
function whatToCut(room: Room): Saying | null {
  const picked = room.view.picked
  const [a, b] = picked.map(advertIn).filter((advert) => advert !== null)
  if (a !== undefined && b !== undefined) return { kind: 'different', a, b }
  const shared = room.picture.shared.find((one) => picked.includes(shareNode(one.id)))
  if (shared?.key == null) return null
  return { kind: 'hub', valueKind: shared.kind, key: shared.key, value: shared.value }
}
