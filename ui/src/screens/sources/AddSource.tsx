/** Adding a source by trying it: an address and why, then the fields that were found beside the page's own text, then a name, a pace and a confirmation. */
import { useState } from 'react'
import { Button, Form, Input, Label, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SourceTry } from '../../../../src/contract/desk/sources.ts'
import { useTrySource } from '../../api/operations.ts'
import { useDraft } from '../../frame/drafts.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ConfirmSource } from './ConfirmSource.tsx'
import { pointed, type Selectors } from './selectors.ts'
import { TriedPages } from './TriedPages.tsx'

export function AddSource({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const url = useDraft('source-try:url')
  const reason = useDraft('source-try:reason')
  const [pages, setPages] = useState<Selectors>({})
  const [missing, setMissing] = useState(false)
  const tried = useTrySource()

  function look(): void {
    const incomplete = url.text.trim() === '' || reason.text.trim() === ''
    setMissing(incomplete)
    if (!incomplete) tried.mutate({ url: url.text.trim(), pages, reason: reason.text.trim() })
  }

  return (
    <section className="panel add-source" aria-labelledby="add-source-title">
      <div className="panel-head">
        <h2 id="add-source-title">{t('addSource.title')}</h2>
        <span className="quiet">{t('addSource.note')}</span>
        <Button className="button-quiet push" onPress={onClose}>
          {t('notice.close')}
        </Button>
      </div>
      <div className="panel-body stack">
        <Form
          className="add-source-form"
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault()
            look()
          }}
        >
          <TextField autoFocus value={url.text} onChange={url.change} maxLength={2048} isInvalid={missing}>
            <Label>{t('addSource.url')}</Label>
            <Input type="url" placeholder="https://" />
          </TextField>
          <TextField value={reason.text} onChange={reason.change} maxLength={2000} isInvalid={missing}>
            <Label>{t('addSource.reason')}</Label>
            <Input />
          </TextField>
          <Button type="submit" className="button-primary" isDisabled={tried.isPending}>
            {t(tried.data === undefined ? 'addSource.try' : 'addSource.again')}
          </Button>
        </Form>
        {missing && <p className="note note-warn">{t('addSource.missing')}</p>}
        {tried.isPending && (
          <>
            <p className="quiet">{t('addSource.trying')}</p>
            <Loading what={t('addSource.found')} lines={6} />
          </>
        )}
        {tried.isError && <ProblemNote error={tried.error} />}
        {tried.isSuccess && (
          <Found
            key={tried.submittedAt}
            tried={tried.data}
            {...{ pages, setPages, onClose }}
            reason={reason.text}
            same={url.text.trim() === tried.variables.url}
          />
        )}
      </div>
    </section>
  )
}

interface FoundProps {
  readonly tried: SourceTry
  readonly pages: Selectors
  readonly setPages: (pages: Selectors) => void
  readonly reason: string
  /** Whether the address in the form is the one that was tried. */
  readonly same: boolean
  readonly onClose: () => void
}

/** What came of it. Only an address of which a page could be read, and that still stands in the form, can become a source. */
function Found({ tried, pages, setPages, reason, same, onClose }: FoundProps) {
  const { t } = useTranslation()
  const readable = tried.pages.some((page) => page.outcome === 'read')
  const adverts = tried.pages.reduce((sum, page) => sum + page.adverts.length, 0)
  return (
    <>
      <p className={adverts > 0 ? 'note note-info' : 'note note-warn'} role="status">
        <b>
          {readable
            ? t('addSource.says', { count: adverts, pages: t('addSource.onPages', { count: tried.pages.length }) })
            : t('addSource.nothingRead')}
        </b>{' '}
        {t([`robotsSaid.${tried.robots.outcome}`, 'robotsSaid.other'], { because: tried.robots.because })}
      </p>
      <TriedPages pages={tried.pages} />
      {readable && same && (
        <>
          <PointFields {...{ pages, setPages }} />
          <ConfirmSource proposal={tried.proposal} {...{ pages, reason, onClose }} />
        </>
      )}
      {readable && !same && <p className="note note-info">{t('addSource.other')}</p>}
    </>
  )
}

/** Where a person may say in which part of a page a field stands. */
function PointFields({ pages, setPages }: Pick<FoundProps, 'pages' | 'setPages'>) {
  const { t } = useTranslation()
  return (
    <details>
      <summary>{t('addSource.point')}</summary>
      <p className="quiet small">{t('addSource.pointSays')}</p>
      <div className="confirm-fields">
        {pointed.map((name) => (
          <TextField
            key={name}
            value={pages[name] ?? ''}
            maxLength={2048}
            onChange={(text) => setPages({ ...pages, [name]: text === '' ? undefined : text })}
          >
            <Label>{t(`tried.${name}`)}</Label>
            <Input className="mono" />
          </TextField>
        ))}
      </div>
    </details>
  )
}
