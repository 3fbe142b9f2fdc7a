/** The first screen of officers and partners, and of experts the signs: a number to have read, signs to recognise, under what they work, and what they did; no content. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import type { TypedReading } from '../../../../src/contract/desk/signs.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useReading, useSigns } from '../../api/field.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { termOf } from '../../frame/term.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go, usePlace } from '../../place/place.tsx'
import { loadWords } from '../../words/words.ts'
import { Figures } from './ContentPanels.tsx'

const SharedPanel = lazy(async () => {
  const [part] = await Promise.all([import('../partners/MyDisclosures.tsx'), loadWords('partners')])
  return { default: part.SharedPanel }
})

interface FieldPanelsProps {
  readonly field: NonNullable<Home['field']>
  readonly session: Session
}

export function FieldPanels({ field, session }: FieldPanelsProps) {
  const { t } = useTranslation()
  const officer = session.user.role === 'officer'
  return (
    <>
      {officer ? (
        <NumberPanel looked={field.looked} />
      ) : (
        <Suspense fallback={<Loading what={t('nav.partners')} lines={5} />}>
          <SharedPanel ready={session.mandate !== null} />
        </Suspense>
      )}
      <SignsPanel />
      <Panel columns={8} title={t('field.own')} note={t('field.ownNote')}>
        <Figures
          of={[
            ['ownActs', field.acts],
            ['ownActsSince', field.actsSinceYesterday],
            ...(officer ? ([['looked', field.looked.length]] as const) : [])
          ]}
        />
        <p className="field-more">
          <Go to="/ledger">{t('field.ownMore')}</Go>
        </p>
      </Panel>
    </>
  )
}

/** One box; what is told is how the number is read and what to do with it, never whether it is known. */
function NumberPanel({ looked }: Pick<FieldPanelsProps['field'], 'looked'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const reading = useReading()
  const [value, setValue] = useState('')
  const { query } = usePlace()
  // "Check a number" leads to this box.
  const asked = query['check'] === '1'
  useEffect(() => {
    if (asked) document.getElementById('field-number')?.focus()
  }, [asked])
  return (
    <Panel columns={8} title={t('field.number')} note={t('field.numberNote')} foot={t('field.numberFoot')}>
      <form
        className="field-ask"
        role="search"
        aria-label={t('field.number')}
        onSubmit={(event) => {
          event.preventDefault()
          if (value.trim() !== '') reading.mutate(value.trim())
        }}
      >
        <label className="field field-wide">
          <span>{t('field.value')}</span>
          <input
            id="field-number"
            type="search"
            value={value}
            maxLength={300}
            autoComplete="off"
            placeholder="06 12 34 56 78"
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
        <Button type="submit" className="button-primary" data-pending={reading.isPending || undefined}>
          {t('field.read')}
        </Button>
      </form>
      {reading.isError && <ProblemNote error={reading.error} />}
      {reading.isSuccess && <Read reading={reading.data} />}
      {looked.length > 0 && (
        <>
          <h3 className="field-before">{t('field.before')}</h3>
          <ul className="field-looked">
            {looked.map((one) => (
              <li key={one.at}>
                <Button className="link-button" onPress={() => setValue(one.facts.map((fact) => fact.value).join(' '))}>
                  {one.facts.length === 0
                    ? t('field.nothingRead')
                    : one.facts.map((fact) => names.value(fact.kind, fact.value)).join(', ')}
                </Button>{' '}
                <span className="quiet small">{format.moment(one.at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

function Read({ reading }: { readonly reading: TypedReading }) {
  const { t, i18n } = useTranslation()
  const names = useNames()
  if (reading.facts.length === 0)
    return (
      <p className="note note-warn" role="status">
        {t('field.notRead')}
      </p>
    )
  const regions = new Intl.DisplayNames([i18n.language], { type: 'region' })
  return (
    <div className="note note-info" role="status">
      {reading.facts.map((fact) => (
        <p key={`${fact.kind} ${fact.value}`}>
          {names.kind(fact.kind)} <b className="number">{names.value(fact.kind, fact.value)}</b>
          {fact.country !== null && <span className="quiet"> · {regions.of(fact.country)}</span>}
        </p>
      ))}
      <p>{t('field.goesTo')}</p>
    </div>
  )
}

/** The headings of the official list, each with its signs a click further. */
export function SignsPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const signs = useSigns()
  const words = useOwnWords()
  return (
    <Panel
      columns={8}
      title={t('signs.title')}
      note={t('signs.note')}
      bare
      tools={
        <Go className="small" to="/signs">
          {t('signs.whole')}
        </Go>
      }
    >
      {signs.isPending && <Loading what={t('signs.title')} lines={5} />}
      {signs.isError && <ProblemNote error={signs.error} retry={() => void signs.refetch()} />}
      <ol className="divide">
        {signs.data?.headings.map((heading) => (
          <li key={heading.id} className="item">
            <Go className="item-title" to={`/signs?heading=${heading.id}`}>
              {heading.id}. {words(heading)}
            </Go>
            <span className="quiet number">
              {format.number(heading.groups.reduce((sum, group) => sum + group.signs.length, 0))}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** The mandates under which this person may work, and until when. */
export function GroundPanel({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel columns={4} title={t('field.grounds')} bare>
      {session.mandates.length === 0 && <p className="panel-body quiet">{t('field.noGrounds')}</p>}
      <ul className="divide">
        {session.mandates.map((mandate) => (
          <li key={mandate.id} className="item">
            <div>
              <strong>{mandate.purpose}</strong>
              <p className="small quiet">{termOf(mandate, t, format)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
