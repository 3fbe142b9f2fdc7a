/** How many, how the question was understood, in which order they stand, and the file of exactly what is counted. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchResult } from '../../../../src/contract/desk/search.ts'
import { exportSearch, type SearchQuery } from '../../api/search.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { factAddress, formatPlace } from '../../place/address.ts'
import { Go, go } from '../../place/place.tsx'
import { SaveButton } from './Saved.tsx'

const sorts = ['', 'posted', 'relevance', 'shared'] as const

export function Summary({ first, asked }: { readonly first: SearchResult; readonly asked: SearchQuery }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { count, opened, sealed, ranked, tookMs } = first
  const number = { count: count.value, shown: format.number(count.value) }
  return (
    <div className="search-summary">
      <div role="status" className="row-wrap">
        <strong>{t(count.exact ? 'search.count' : 'search.countAtLeast', number)}</strong>
        <span className="quiet small">
          {t('search.openAndSealed', { open: format.number(opened), sealed: format.number(sealed.count) })}
          {' · '}
          {t('search.took', { ms: format.number(tookMs) })}
          {ranked !== null && ranked < opened && <> · {t('search.ranked', { count: ranked })}</>}
        </span>
        <Understood first={first} />
      </div>
      <div className="row-wrap">
        <label className="row small">
          <span>{t('search.sort')}</span>
          <select
            value={asked.sort}
            onChange={(event) => go(formatPlace('/search', { ...asked, sort: event.target.value }))}
          >
            {sorts.map((one) => (
              <option key={one} value={one}>
                {t(`search.sorts.${one === '' ? 'newest' : one}`)}
              </option>
            ))}
          </select>
        </label>
        <SaveButton asked={asked} />
        <ExportButtons asked={asked} first={first} />
      </div>
    </div>
  )
}

function Understood({ first }: { readonly first: SearchResult }) {
  const { t } = useTranslation()
  const names = useNames()
  const { words, facts, notes } = first.understood
  return (
    <>
      {(words.length > 0 || facts.length > 0) && (
        <span className="understood">
          {t('search.understood')}{' '}
          {facts.map((fact) => (
            <Go key={`${fact.kind}:${fact.value}`} to={factAddress(fact.kind, fact.value)}>
              <span className={`tag kind kind-${fact.kind}`}>{names.kind(fact.kind)}</span>{' '}
              {t('search.pageOf', { value: names.value(fact.kind, fact.value) })}
            </Go>
          ))}
          {words.map((word) => (
            <span key={word} className="tag">
              {word}
            </span>
          ))}
        </span>
      )}
      {notes.map((note) => (
        <p key={note} className={note === 'not-all-opens' ? 'note note-warn' : 'understood'}>
          {t(`search.note.${note}`)}
        </p>
      ))}
    </>
  )
}

/** The number stands on the button, before the click; the reason goes into the ledger. */
function ExportButtons({ asked, first }: { readonly asked: SearchQuery; readonly first: SearchResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState<'csv' | 'jsonl' | null>(null)
  if (first.count.value === 0) return null
  const number = { count: first.count.value, shown: format.number(first.count.value) }
  return (
    <>
      {(['csv', 'jsonl'] as const).map((as) => (
        <Button key={as} onPress={() => setOpen(as)}>
          <Icon name="download" size={14} /> {t('search.export', { ...number, as: as.toUpperCase() })}
        </Button>
      ))}
      {open !== null && (
        <ReasonDialog
          title={t('search.exportTitle', number)}
          explain={t('search.exportExplain', {
            open: format.number(first.opened),
            sealed: format.number(first.sealed.count)
          })}
          action={t('search.exportAct')}
          draft="export:search"
          onSubmit={async (reason) => {
            const count = await exportSearch(asked, { upTo: first.upTo, format: open, reason })
            const held = { count, shown: format.number(count), counted: number.shown }
            announce(t(count === first.count.value ? 'search.exported' : 'search.exportedOther', held))
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
