/** The signals that were merged into this one, each as it is with its own reasons, and taking them apart again. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import { useUndoMerge } from '../../api/signals.ts'
import { announce } from '../../frame/announce.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Step } from '../../parts/Step.tsx'
import { useRowName } from './useSignalName.ts'

export function MergedParts({ signal }: { readonly signal: Signal }) {
  const { t } = useTranslation()
  const nameOf = useRowName()
  const undo = useUndoMerge()
  const [merge, setMerge] = useState<number | null>(null)
  if (signal.parts.length === 0) return null
  return (
    <section className="block" aria-labelledby="parts-title">
      <h3 id="parts-title">{t('merging.parts', { count: signal.parts.length })}</h3>
      {[...Map.groupBy(signal.parts, (part) => part.merge)].map(([id, parts]) => (
        <div key={id} className="panel merge-group">
          <ul className="divide">
            {parts.map(({ signal: part, reasons }) => (
              <li key={part.id} className="merge-part">
                <span className="merge-words">
                  <b>{nameOf(part)}</b>
                  <Reasons reasons={reasons} />
                </span>
                {part.evidence !== null && <Step evidence={part.evidence} />}
                <span className="quiet number small">{t('queue.advertsShort', { count: part.adverts })}</span>
              </li>
            ))}
          </ul>
          <div className="panel-foot">
            <span className="quiet">{t('merging.keeps')}</span>
            <Button className="button-small push" onPress={() => setMerge(id)}>
              {t('act.unmerge.name')}
            </Button>
          </div>
        </div>
      ))}
      {merge !== null && (
        <ReasonDialog
          title={t('act.unmerge.title')}
          explain={t('act.unmerge.explain')}
          action={t('act.unmerge.name')}
          draft={`unmerge:${merge}`}
          onSubmit={async (reason) => {
            await undo.mutateAsync({ merge, reason })
            announce(t('merging.apart'))
          }}
          onClose={() => setMerge(null)}
        />
      )}
    </section>
  )
}

function Reasons({ reasons }: { readonly reasons: Signal['reasons'] }) {
  const words = useOwnWords()
  const titles = reasons.filter((one) => one.direction !== 'context').map((one) => words(one.title))
  return <span className="soft small">{titles.join(' · ')}</span>
}
