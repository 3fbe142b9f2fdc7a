/** Searches that are kept: mine and those of colleagues, what came in for the followed ones, and a button to keep the present one. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SavedSearch } from '../../../../src/contract/desk/saved-searches.ts'
import { useChangeSearch, useSavedSearches, useSaveSearch, type SavedAct } from '../../api/saved.ts'
import { termsOf, type SearchQuery } from '../../api/search.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { DayField } from '../../parts/DayField.tsx'
import { Go } from '../../place/place.tsx'
import { News } from './News.tsx'
import { savedPlace } from './saved-place.ts'

export function Saved() {
  const { t } = useTranslation()
  const saved = useSavedSearches()
  const all = saved.data?.searches ?? []
  if (all.length === 0) return null
  return (
    <section className="saved" aria-labelledby="saved-searches">
      <h2 id="saved-searches">{t('saved.title')}</h2>
      <ul>
        {all.map((one) => (
          <SavedLine key={one.id} search={one} />
        ))}
      </ul>
    </section>
  )
}

function SavedLine({ search }: { readonly search: SavedSearch }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const change = useChangeSearch()
  const { id, name, mine, shared, by, watchUntil, news } = search
  const acts: SavedAct[] = mine ? [shared ? 'unshare' : 'share', watchUntil === null ? 'watch' : 'stop', 'remove'] : []
  return (
    <li>
      <Go to={savedPlace(search)} onClick={() => watchUntil !== null && change.mutate({ id, act: 'seen' })}>
        {name}
      </Go>
      {news.fresh + news.changed > 0 && (
        <>
          <strong className="small"> {t('saved.news', { count: news.fresh + news.changed })}</strong>{' '}
          <News id={id} name={name} />
        </>
      )}
      <p className="quiet small">
        {!mine && <>{t('saved.of', { by: names.person(by) })} · </>}
        {mine && shared && <>{t('saved.shared')} · </>}
        {watchUntil === null ? t('saved.notFollowed') : t('saved.followed', { until: format.day(watchUntil) })}
      </p>
      {acts.length > 0 && (
        <p className="row-wrap small">
          {acts.map((act) => (
            <Button
              key={act}
              className="link-button"
              aria-label={t('saved.actOn', { act: t(`saved.act.${act}`), name })}
              onPress={() => change.mutate({ id, act })}
            >
              {t(`saved.act.${act}`)}
            </Button>
          ))}
        </p>
      )}
    </li>
  )
}

export function SaveButton({ asked }: { readonly asked: SearchQuery }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('saved.save')}</Button>
      {open && <SaveDialog asked={asked} onClose={() => setOpen(false)} />}
    </>
  )
}

function SaveDialog({ asked, onClose }: { readonly asked: SearchQuery; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const save = useSaveSearch()
  const [until, setUntil] = useState('')
  return (
    <Box title={t('saved.save')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const fields = new FormData(event.currentTarget)
          const name = fields.get('name')
          save.mutate(
            {
              name: typeof name === 'string' ? name : '',
              terms: termsOf(asked),
              shared: fields.get('shared') !== null,
              watchUntil: until
            },
            {
              onSuccess: () => {
                announce(t('saved.done'))
                onClose()
              }
            }
          )
        }}
      >
        <label className="field">
          <span>{t('saved.name')}</span>
          <input
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={asked.q === '' ? asked.fact : asked.q}
          />
        </label>
        <label className="row">
          <input type="checkbox" name="shared" /> <span>{t('saved.share')}</span>
        </label>
        {asked.class === '' ? (
          <DayField label={t('saved.follow')} value={until} onChange={setUntil} />
        ) : (
          <p className="quiet">{t('saved.noFollow')}</p>
        )}
        <p className="quiet small">{t('saved.followNote')}</p>
        {save.isError && <ProblemNote error={save.error} />}
        <Button type="submit" className="button-primary">
          {t('saved.keep')}
        </Button>
      </form>
    </Box>
  )
}
