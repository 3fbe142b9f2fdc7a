/** What a dry run found: page by page the fields at the left, and at the right the text that would be kept, with the facts marked in it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceTry } from '../../../../src/contract/desk/sources.ts'
import { useNames } from '../../names/useNames.ts'

type Page = SourceTry['pages'][number]
type Advert = Page['adverts'][number]

export function TriedPages({ pages }: { readonly pages: readonly Page[] }) {
  const { t } = useTranslation()
  const first = pages.findIndex((page) => page.adverts.length > 0)
  const [at, setAt] = useState(Math.max(0, first))
  const page = pages[at]
  return (
    <div className="tried">
      <div className="segs" role="group" aria-label={t('addSource.pages')}>
        {pages.map((one, index) => (
          <button key={one.url} type="button" aria-pressed={index === at} onClick={() => setAt(index)}>
            {t(one.kind === null ? 'pageKind.other' : [`pageKind.${one.kind}`, 'pageKind.other'], { reason: one.kind })}
            {one.adverts.length > 0 && <b> {one.adverts.length}</b>}
          </button>
        ))}
      </div>
      {page !== undefined && <TriedPage key={page.url} page={page} />}
    </div>
  )
}

function TriedPage({ page }: { readonly page: Page }) {
  const { t } = useTranslation()
  const [at, setAt] = useState(0)
  const advert = page.adverts[at]
  return (
    <>
      <p className="small">
        <span className="mono wrap">{page.url}</span>{' '}
        <span className="quiet">
          {page.status !== null && <>HTTP {page.status} · </>}
          {t('addSource.links', { count: page.links })}
        </span>
      </p>
      {page.outcome !== 'read' && (
        <p className="note note-warn">
          {t([`because.${page.outcome}`, 'because.other'], { reason: page.outcome })}
          {page.detail !== null && `: ${page.detail}`}
        </p>
      )}
      {page.adverts.length > 1 && (
        <label className="tried-which">
          {t('addSource.which')}{' '}
          <select value={at} onChange={(event) => setAt(Number(event.target.value))}>
            {page.adverts.map((one, index) => (
              <option key={index} value={index}>
                {index + 1}. {one.fields.find((field) => field.name === 'title')?.value ?? t('tried.untitled')}
              </option>
            ))}
          </select>
        </label>
      )}
      {advert === undefined ? (
        page.outcome === 'read' && <p className="quiet">{t('addSource.noAdvert')}</p>
      ) : (
        <Beside advert={advert} />
      )}
    </>
  )
}

/** Fields that an advert usually has: what was not found is said. */
const usual = ['title', 'price', 'place', 'posted', 'account', 'contact']

function Beside({ advert }: { readonly advert: Advert }) {
  const { t } = useTranslation()
  const names = useNames()
  const found = new Map(advert.fields.map((field) => [field.name, field.value]))
  const facts = [...new Map(advert.facts.map((fact) => [`${fact.kind} ${fact.value}`, fact])).values()]
  return (
    <div className="tried-beside">
      <dl className="kv">
        {usual.map((name) => (
          <div key={name} className="band">
            <dt>{t(`tried.${name}`)}</dt>
            <dd className={found.has(name) ? 'wrap' : 'quiet'}>{found.get(name) ?? t('tried.notFound')}</dd>
          </div>
        ))}
        <div className="band">
          <dt>{t('tried.facts')}</dt>
          <dd className="row-wrap">
            {facts.length === 0 && <span className="quiet">{t('tried.notFound')}</span>}
            {facts.map((fact) => (
              <span key={`${fact.kind} ${fact.value}`} className={`tag kind kind-${fact.kind}`}>
                {names.kind(fact.kind)}: {names.value(fact.kind, fact.value)}
              </span>
            ))}
          </dd>
        </div>
      </dl>
      <div className="tried-text" tabIndex={0} role="group" aria-label={t('tried.text')}>
        <Marked advert={advert} />
      </div>
    </div>
  )
}

/** The text with its facts marked; of two that overlap the first is. */
function Marked({ advert: { text, facts } }: { readonly advert: Advert }) {
  const pieces: { readonly text: string; readonly kind: string | null }[] = []
  let at = 0
  for (const fact of facts.toSorted((a, b) => a.start - b.start)) {
    if (fact.start < at) continue
    pieces.push(
      { text: text.slice(at, fact.start), kind: null },
      { text: text.slice(fact.start, fact.end), kind: fact.kind }
    )
    at = fact.end
  }
  pieces.push({ text: text.slice(at), kind: null })
  return pieces.map((piece, index) =>
    piece.kind === null ? (
      piece.text
    ) : (
      <mark key={index} className={`fact kind-${piece.kind}`}>
        {piece.text}
      </mark>
    )
  )
}
