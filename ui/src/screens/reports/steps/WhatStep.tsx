/** The first step: what was seen, with the facts that are read in it, and what of an informant does not belong here. */
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useReadFacts } from '../../../api/reports.ts'
import { useNames } from '../../../names/useNames.ts'
import { Icon } from '../../../parts/Icon.tsx'
import { useFixedWords } from './AddedQuestions.tsx'
import type { StepProps } from '../outbox.ts'

/** After the last letter. */
const quietMs = 800
const longest = 20_000

export function WhatStep({ body, change }: StepProps) {
  const { t } = useTranslation()
  const fixed = useFixedWords()
  return (
    <div className="stack">
      <label className="field">
        <span>{fixed('what', 'label', t('reports.what'))}</span>
        <small className="quiet">{fixed('what', 'hint', t('reports.whatWhy'))}</small>
        <textarea
          rows={8}
          maxLength={longest}
          value={body.what ?? ''}
          onChange={(event) => change({ what: event.target.value })}
        />
      </label>
      <Found body={body} change={change} />
      <label className="check">
        <input
          type="checkbox"
          checked={body.informant === true}
          onChange={(event) => change({ informant: event.target.checked })}
        />
        <span>{t('reports.informant')}</span>
      </label>
      {body.informant === true && (
        <p className="note note-warn" role="alert">
          {t('reports.informantNote')}
        </p>
      )}
    </div>
  )
}

/** What the text states, as it will be read; each can be called wrong. Never whether anything is known. */
function Found({ body, change }: StepProps) {
  const { t } = useTranslation()
  const names = useNames()
  const text = useQuiet(body.what ?? '')
  const { data = [] } = useReadFacts(text)
  const misread = body.misread ?? []
  const facts = new Map(data.map((fact) => [`${fact.kind} ${fact.value}`, fact]))
  const right = [...facts].filter(([id]) => !misread.includes(id))
  if (right.length === 0) return null
  return (
    <section aria-label={t('reports.found')}>
      <p className="small quiet">{t('reports.found')}</p>
      <ul className="report-found">
        {right.map(([id, { kind, value }]) => (
          <li key={id} className={`kind kind-${kind}`}>
            {names.value(kind, value)}
            <Button
              className="icon-button"
              aria-label={t('reports.wrong', { value: names.value(kind, value) })}
              onPress={() => change({ misread: [...misread, id] })}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The text as it stands when nobody has typed for a moment. */
function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), quietMs)
    return () => clearTimeout(timer)
  }, [text])
  return quiet
}
