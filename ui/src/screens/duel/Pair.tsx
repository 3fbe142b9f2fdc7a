/** Two adverts side by side: what they have in common and what speaks against, then both texts with their differences marked. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Duel, DuelSide } from '../../../../src/contract/desk/duels.ts'
import type { Comparison } from '../../../../src/contract/desk/network-picture.ts'
import { useFormat } from '../../frame/format.ts'
import { Site } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'
import { Go } from '../../place/place.tsx'
import { diff } from '../../text/diff.ts'
import { markedSides } from '../../text/sides.ts'
import type { Piece, Sides } from '../../text/sides.ts'
import { PointText } from '../network/panels/PointText.tsx'

export function Pair({ pair, at, of }: { readonly pair: Duel; readonly at: number; readonly of: number }) {
  const { t } = useTranslation()
  const sides = useMemo(() => markedSides(diff(pair.a.text, pair.b.text)), [pair])
  return (
    <section className="duel-pair" aria-label={t('duel.of', { at, of })}>
      <p className="row-wrap small">
        <b className="number">{t('duel.of', { at, of })}</b>
        <span className="quiet">{t(`duel.why-${pair.why}`, { percent: pair.percent })}</span>
      </p>
      <dl className="duel-points">
        <dt>{t('duel.common')}</dt>
        <dd>
          <Points points={pair.compared.common} />
        </dd>
        <dt>{t('duel.against')}</dt>
        <dd>
          <Points points={pair.compared.against} apart />
        </dd>
      </dl>
      <div className="duel-sides">
        <Side side={pair.a} pieces={sides.a} marks={sides.marks} />
        <Side side={pair.b} pieces={sides.b} marks={sides.marks} />
      </div>
      <p className="quiet small">{t(`duel.marks-${sides.marks}`)}</p>
    </section>
  )
}

function Points({ points, apart = false }: { readonly points: Comparison['common']; readonly apart?: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  if (points.length === 0) return <span className="quiet">{t('duel.nothing')}</span>
  return points.map((point, nr) => (
    <span key={nr} className={`tag kind kind-${point.kind}`}>
      {apart || point.kind === 'text' ? (
        <PointText point={point} />
      ) : (
        `${names.kind(point.kind)}: ${point.a.map((value) => names.value(point.kind, value)).join(', ')}`
      )}
    </span>
  ))
}

interface SideProps {
  readonly side: DuelSide
  readonly pieces: readonly Piece[]
  readonly marks: Sides['marks']
}

function Side({ side, pieces, marks }: SideProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <article className="panel duel-side">
      <div className="panel-head">
        <h2>
          <Go to={`/adverts/${side.advert}`}>
            {side.title === '' ? t('advert.number', { id: side.advert }) : side.title}
          </Go>
        </h2>
        <span className="quiet">
          <Site host={side.site} /> · {format.day(side.at)} ·{' '}
          {side.network === null ? (
            t('duel.alone')
          ) : (
            <Go to={`/networks/${side.network}`}>{t('duel.network', { count: side.size })}</Go>
          )}
        </span>
      </div>
      <div className="panel-body marked-text" lang="">
        {pieces.map(({ text, marked }, nr) =>
          marked ? (
            <mark key={nr} className={`duel-${marks}`}>
              {text}
            </mark>
          ) : (
            <span key={nr}>{text}</span>
          )
        )}
      </div>
    </article>
  )
}
