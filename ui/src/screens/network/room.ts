/** What the panels of a network share: the picture, how it is looked at, what is chosen, and the words for each thing in it. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkPicture, PictureAdvert, PictureShared } from '../../../../src/contract/desk/network-picture.ts'
import { useFormat } from '../../frame/format.ts'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { carriersOf, drawingOf } from './model/drawing.ts'
import type { Drawing, Drawn } from './model/drawing.ts'
import type { Fold } from './model/folds.ts'
import { advertIn, shareIn } from './model/ids.ts'
import { whyPath } from './model/path.ts'
import type { End, WhyPath } from './model/path.ts'
import type { Looking, Step, View } from './model/view.ts'

export interface Room {
  readonly picture: NetworkPicture
  readonly view: View
  /** Steps that can be rolled back. */
  readonly steps: number
  readonly drawing: Drawing
  /** Adverts that are chosen, in whatever panel. */
  readonly chosen: ReadonlySet<number>
  /** Between the two things that are picked; null with fewer, or where nothing joins them. */
  readonly path: WhyPath | null
  readonly byAdvert: ReadonlyMap<number, PictureAdvert>
  readonly step: (step: Step) => void
  /** Opens an advert in the sheet at the side. */
  readonly open: (advert: number) => void
  readonly words: ThingWords
}

export interface ThingWords {
  advert(advert: PictureAdvert): string
  shared(shared: PictureShared): string
  fold(fold: Fold): string
  node(node: Drawn): string
  /** The name of the source that a host belongs to. */
  site(host: string): string
}

export function useRoom(
  picture: NetworkPicture,
  { view, before }: Looking,
  step: (step: Step) => void,
  open: (advert: number) => void
): Room {
  const words = useThingWords(picture)
  const { until, hidden, folded, pinned, opened } = view
  const drawing = useMemo(
    () => drawingOf(picture, { until, hidden, folded, pinned, opened }),
    [picture, until, hidden, folded, pinned, opened]
  )
  const byAdvert = useMemo(() => new Map(picture.members.map((one) => [one.advert, one])), [picture])
  const chosen = useMemo(() => chosenIn(picture, drawing, view), [picture, drawing, view])
  const path = useMemo(() => {
    const [from, to] = view.picked.map((id) => endOf(drawing, id))
    return from === undefined || to === undefined || from === null || to === null ? null : whyPath(picture, from, to)
  }, [picture, drawing, view.picked])
  const steps = before.length
  return useMemo(
    () => ({ picture, view, steps, drawing, chosen, path, byAdvert, step, open, words }),
    [picture, view, steps, drawing, chosen, path, byAdvert, step, open, words]
  )
}

/** What is picked in the drawing, else what was brushed; adverts that are out of view are not chosen. */
function chosenIn(picture: NetworkPicture, drawing: Drawing, view: View): ReadonlySet<number> {
  const inView = new Set(drawing.adverts.map((one) => one.advert))
  const wanted = view.picked.length === 0 ? view.brushed : view.picked.flatMap((id) => advertsOf(picture, drawing, id))
  return new Set(wanted.filter((advert) => inView.has(advert)))
}

/** The adverts of a thing, drawn or not: what is picked in the table may lie in a fold. */
function advertsOf(picture: NetworkPicture, drawing: Drawing, id: string): readonly number[] {
  const advert = advertIn(id)
  if (advert !== null) return [advert]
  const share = shareIn(id)
  if (share !== null) return carriersOf(picture).get(share) ?? []
  return drawing.nodes.find((node) => node.id === id)?.adverts ?? []
}

function endOf(drawing: Drawing, id: string): End | null {
  const advert = advertIn(id)
  if (advert !== null) return { adverts: [advert] }
  const share = shareIn(id)
  if (share !== null) return { shared: share }
  const fold = drawing.nodes.find((node) => node.id === id)
  return fold === undefined ? null : { adverts: fold.adverts }
}

function useThingWords(picture: NetworkPicture): ThingWords {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return useMemo(() => {
    const textOf = (id: string): string | null => picture.shared.find((one) => one.id === id)?.value ?? null
    const advert = (one: PictureAdvert): string =>
      one.state === 'sealed'
        ? t('room.sealedAt', { site: names.site(one.site) })
        : (one.title ?? t('advert.untitled-open', { id: one.advert }))
    const shared = (one: PictureShared): string => {
      if (one.sealed) return t('room.sealedShare', { kind: names.kind(one.kind) })
      if (one.value !== null)
        return one.kind.startsWith('text') ? `“${firstWords(one.value, 5)}”` : names.value(one.kind, one.value)
      return names.kind(one.kind)
    }
    const fold = ({ by, name, sealed }: Fold): string => {
      if (by === 'rest') return t('room.rest')
      if (by === 'part') return t('room.part', { name })
      if (name === null || name === '') return t(`room.unknown-${by}`)
      if (by === 'template') return textOf(name) === null ? t('room.oneText') : `“${firstWords(textOf(name) ?? '', 4)}”`
      if (by === 'month') return format.month(`${name}-15`)
      if (sealed) return t('room.sealedAt', { site: names.site(name) })
      return by === 'site' ? names.site(name) : name
    }
    const node = (one: Drawn): string =>
      one.sort === 'advert' ? advert(one.advert) : one.sort === 'shared' ? shared(one.shared) : fold(one.fold)
    return { advert, shared, fold, node, site: names.site }
  }, [picture, t, names, format])
}
