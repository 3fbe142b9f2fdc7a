/** What was shared with a partner: the record of it, and one disclosure with exactly what it says. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useMyDisclosure, useMyDisclosures, type Told } from '../../api/cases/partners.ts'
import { useFormat } from '../../frame/format.ts'
import { askForMandate } from '../../frame/mandate-request.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'
import { AnswerDialog, Answers } from './Answers.tsx'
import { MyConferences } from './CaseConferences.tsx'
import { SharedFields } from './SharedFields.tsx'

/** `ready`: a mandate is chosen. */
export function MyDisclosures({ ready }: { readonly ready: boolean }) {
  const { t } = useTranslation()
  const found = useMyDisclosures(ready)
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('partners.shared')}</h1>
          <p>{t('partners.sharedAbout')}</p>
        </div>
      </header>
      {!ready && <FirstMandate />}
      {ready && found.isPending && <Loading what={t('partners.shared')} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.disclosures.length === 0 && (
        <Empty title={t('partners.sharedNone')}>{t('partners.share-decide')}</Empty>
      )}
      {found.data !== undefined && found.data.behind.length > 0 && (
        <p className="note">
          {t('partners.stayedWithUs', {
            what: found.data.behind.map(({ code, count }) => `${count} × ${code}`).join(', ')
          })}
        </p>
      )}
      <ul className="case-list">
        {found.data?.disclosures.map((one) => (
          <li key={one.key} className="card stack">
            <ToldLine one={one} />
          </li>
        ))}
      </ul>
      <MyConferences partner ready={ready} />
    </div>
  )
}

function ToldLine({ one }: { readonly one: Told }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { article, entry } = one
  return (
    <div>
      <Go className="item-title" to={`/partners/${one.key}`}>
        {t('partners.told', { at: format.moment(one.sharedAt) })}
      </Go>
      <p className="quiet small">
        {t('partners.toldRow', {
          article,
          day: format.day(one.until),
          entry: entry === null ? '–' : format.number(entry)
        })}
      </p>
      {one.answerBy !== null && (
        <p className="row row-wrap">
          <span className="small">{t('partners.answerByDay', { day: format.day(one.answerBy) })}</span>
          {one.late && <span className="tag tag-warn">{t('partners.late')}</span>}
        </p>
      )}
    </div>
  )
}

function FirstMandate() {
  const { t } = useTranslation()
  return (
    <p className="note note-info row row-wrap">
      {t('partners.sharedMandate')}{' '}
      <Button className="button-small" onPress={askForMandate}>
        {t('partners.choose')}
      </Button>
    </p>
  )
}

interface DisclosureProps {
  readonly id: string
  readonly ready: boolean
}

export function MyDisclosure({ id, ready }: DisclosureProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const found = useMyDisclosure(id, ready)
  const [answering, setAnswering] = useState(false)
  const one = found.data
  return (
    <div className="page">
      <p>
        <Go to="/partners">{t('partners.sharedAll')}</Go>
      </p>
      <h1 tabIndex={-1}>
        {one === undefined ? t('partners.shared') : t('partners.told', { at: format.moment(one.sharedAt) })}
      </h1>
      {!ready && <FirstMandate />}
      {ready && found.isPending && <Loading what={t('partners.shared')} lines={6} />}
      {found.isError && <ProblemNote error={found.error} />}
      {answering && <AnswerDialog of={id} onClose={() => setAnswering(false)} />}
      {one !== undefined && (
        <div className="grid">
          <Panel columns={8} title={t('partners.what')} note={t('partners.whatNote')}>
            <SharedFields shared={one.shared} />
          </Panel>
          <Panel
            columns={8}
            title={t('partners.answers')}
            tools={
              <Button className="button-small" onPress={() => setAnswering(true)}>
                {t('partners.answer')}
              </Button>
            }
          >
            {one.answers.length === 0 && <p className="quiet">{t('partners.answersNone')}</p>}
            <Answers of={one} />
          </Panel>
          <Panel columns={4} title={t('partners.record')}>
            <dl className="kv partner-kv">
              <dt>{t('partners.article')}</dt>
              <dd>{t(`partners.article-${one.article}`)}</dd>
              <dt>{t('partners.conditions')}</dt>
              <dd className="case-note">{one.conditions}</dd>
              <dt>{t('partners.until')}</dt>
              <dd>{format.day(one.until)}</dd>
              {one.entry !== null && (
                <>
                  <dt>{t('partners.entry')}</dt>
                  <dd className="number">{format.number(one.entry)}</dd>
                </>
              )}
            </dl>
          </Panel>
        </div>
      )}
    </div>
  )
}

/** On the first screen of a partner: the newest of it, and how sharing goes. */
export function SharedPanel({ ready }: { readonly ready: boolean }) {
  const { t } = useTranslation()
  const found = useMyDisclosures(ready)
  const all = found.data?.disclosures ?? []
  return (
    <Panel
      columns={8}
      title={t('partners.shared')}
      foot={t('partners.sharedFoot')}
      tools={
        all.length > 0 && (
          <Go className="small" to="/partners">
            {t('partners.sharedAll')}
          </Go>
        )
      }
    >
      {ready ? all.length === 0 && !found.isPending && <b>{t('partners.sharedNone')}</b> : <FirstMandate />}
      {all.length === 0 ? (
        <ol className="field-steps">
          {(['ask', 'decide', 'see', 'end'] as const).map((step) => (
            <li key={step}>{t(`partners.share-${step}`)}</li>
          ))}
        </ol>
      ) : (
        <ul className="divide case-plain">
          {all.slice(0, 5).map((one) => (
            <li key={one.key}>
              <ToldLine one={one} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
