/** Signalen herkennen: the official list as a checklist; what is ticked stays in this window, is counted, and can be taken along as text. */
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Signs } from '../../../../src/contract/desk/signs.ts'
import { useSigns } from '../../api/field.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { copyText } from '../../parts/CopyButton.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go, usePlace } from '../../place/place.tsx'
import './signs.css'

/** `reports`: whoever looks may report what was seen. */
export function SignsScreen({ reports }: { readonly reports: boolean }) {
  const { t } = useTranslation()
  const signs = useSigns()
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const [free, setFree] = useState('')
  const { query } = usePlace()
  const heading = query['heading']
  useEffect(() => {
    if (signs.isSuccess && heading !== undefined) document.getElementById(`signs-${heading}`)?.scrollIntoView()
  }, [signs.isSuccess, heading])
  const tick = (id: string): void => setSeen(seen.has(id) ? without(seen, id) : new Set([...seen, id]))
  return (
    <div className="page signs">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('signs.title')}</h1>
          <p>{t('signs.about')}</p>
        </div>
        <Button className="button no-print" onPress={() => window.print()}>
          <Icon name="print" /> {t('notice.print')}
        </Button>
      </header>
      {signs.isPending && <Loading what={t('signs.title')} lines={12} />}
      {signs.isError && <ProblemNote error={signs.error} retry={() => void signs.refetch()} />}
      {signs.isSuccess && (
        <div className="grid">
          <div className="c8 signs-list">
            {signs.data.headings.map((one) => (
              <HeadingPart key={one.id} heading={one} seen={seen} tick={tick} />
            ))}
            <p className="quiet small">
              {t('signs.source', { source: signs.data.source, version: signs.data.version })}
            </p>
          </div>
          <Seen reports={reports} signs={signs.data} {...{ seen, free, setFree }} clear={() => setSeen(new Set())} />
        </div>
      )}
    </div>
  )
}

function without(all: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return new Set([...all].filter((id) => id !== one))
}

type Heading = Signs['headings'][number]

interface HeadingPartProps {
  readonly heading: Heading
  readonly seen: ReadonlySet<string>
  readonly tick: (id: string) => void
}

function HeadingPart({ heading, seen, tick }: HeadingPartProps) {
  const words = useOwnWords()
  return (
    <section className="panel" id={`signs-${heading.id}`} aria-labelledby={`signs-${heading.id}-title`}>
      <div className="panel-head">
        <h2 id={`signs-${heading.id}-title`}>
          {heading.id}. {words(heading)}
        </h2>
      </div>
      {heading.groups.map((group) => (
        <fieldset key={group.signs[0]?.id ?? ''} className="signs-group">
          <legend className={group.under === null ? 'visually-hidden' : undefined}>
            {words(group.under ?? heading)}
          </legend>
          {group.signs.map((sign) => (
            <label key={sign.id} className={seen.has(sign.id) ? 'check sign sign-seen' : 'check sign'}>
              <input type="checkbox" checked={seen.has(sign.id)} onChange={() => tick(sign.id)} />
              <span>
                {words(sign)}
                {sign.caution !== null && <small className="quiet"> {words(sign.caution)}</small>}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </section>
  )
}

interface SeenProps {
  readonly signs: Signs
  readonly seen: ReadonlySet<string>
  readonly free: string
  readonly setFree: (text: string) => void
  readonly clear: () => void
  readonly reports: boolean
}

/** What was ticked, in words, with room for what one saw, to be taken along; nothing of it is sent. */
function Seen({ signs, seen, free, setFree, clear, reports }: SeenProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const all = signs.headings.flatMap((heading) => heading.groups.flatMap((group) => group.signs))
  const ticked = all.filter((sign) => seen.has(sign.id))
  async function copy(): Promise<void> {
    const lines = [t('signs.copyTitle'), ...ticked.map((sign) => `- ${sign.id} ${words(sign)}`), free.trim()]
    await copyText(lines.filter((line) => line !== '').join('\n'), t('signs.copied'), t('notice.copyFailed'))
  }
  return (
    <aside className="c4 signs-seen" aria-label={t('signs.seen')}>
      <section className="panel">
        <div className="panel-head">
          <h2>{t('signs.seen')}</h2>
          <span className="push number quiet" role="status">
            {t('signs.count', { seen: ticked.length, all: all.length })}
          </span>
        </div>
        <div className="panel-body stack">
          {ticked.length === 0 ? (
            <p className="quiet">{t('signs.none')}</p>
          ) : (
            <ul className="signs-ticked">
              {ticked.map((sign) => (
                <li key={sign.id}>
                  <span className="quiet number">{sign.id}</span> {words(sign)}
                </li>
              ))}
            </ul>
          )}
          <label className="field">
            <span>{t('signs.free')}</span>
            <textarea rows={4} maxLength={4000} value={free} onChange={(event) => setFree(event.target.value)} />
          </label>
          <div className="row-wrap no-print">
            <Button
              className="button-primary"
              isDisabled={ticked.length === 0 && free.trim() === ''}
              onPress={() => void copy()}
            >
              {t('signs.copy')}
            </Button>
            {reports && (
              <Go
                className="button"
                to={formatPlace('/reports/new', { signs: ticked.map((sign) => sign.id).join(',') })}
              >
                {t('signs.report')}
              </Go>
            )}
            <Button onPress={clear} isDisabled={ticked.length === 0}>
              {t('signs.clear')}
            </Button>
          </div>
          <p className="small quiet">{t('signs.stays')}</p>
        </div>
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{t('signs.do')}</h2>
        </div>
        <ol className="panel-body signs-do">
          {(['danger', 'write', 'pass', 'minor'] as const).map((step) => (
            <li key={step}>{t(`signs.do-${step}`)}</li>
          ))}
        </ol>
      </section>
    </aside>
  )
}
