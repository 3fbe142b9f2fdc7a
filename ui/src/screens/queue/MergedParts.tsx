/** The signals that were merged into this one, each as it is with its own reasons, and taking them apart again. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Signal, SignalRow } from '../../../../src/contract/desk/signals.ts'
import { useUndoMerge } from '../../api/signals.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Step } from '../../parts/Step.tsx'
import { Together } from './Together.tsx'
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
      <p className="small">
        <b>{t('merging.together')}</b> <Together rows={[signal, ...signal.parts.map((part) => part.signal)]} />
      </p>
      {[...Map.groupBy(signal.parts, (part) => part.merge)].map(([id, parts]) => (
        <div key={id} className="panel merge-group">
          <ul className="divide">
            {parts.map(({ signal: part, reasons }) => (
              <li key={part.id} className="merge-part">
                <span className="merge-words">
                  <b>{nameOf(part)}</b>
                  <Origin part={part} />
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

/** What a part brought along: its title, its places, its sites and its days. */
function Origin({ part }: { readonly part: SignalRow }) {
  const names = useNames()
  const format = useFormat()
  const told = [
    part.title === null ? '' : `“${firstWords(part.title, 8)}”`,
    names.places(part.places, 3),
    part.sites.map((site) => names.site(site)).join(', '),
    format.period(part.posted?.from ?? part.firstSeen, part.posted?.to ?? part.lastSeen)
  ]
  return <span className="soft small">{told.filter(Boolean).join(' · ')}</span>
}

function Reasons({ reasons }: { readonly reasons: Signal['reasons'] }) {
  const words = useOwnWords()
  const titles = reasons.filter((one) => one.direction !== 'context').map((one) => words(one.title))
  return <span className="soft small">{titles.join(' · ')}</span>
}
