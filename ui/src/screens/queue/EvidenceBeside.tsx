/** The evidence of a reason: the third pane where there is room for it, else a sheet that opens with the reason. */
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import { Box } from '../../frame/Box.tsx'
import { useMedia } from '../../frame/useMedia.ts'
import { EvidencePane } from './EvidencePane.tsx'

interface EvidenceBesideProps {
  /** Undefined while it is being read. */
  readonly signal: Signal | undefined
  readonly reasonAt: number
  /** Whether the sheet is open, where it is one. */
  readonly open: boolean
  readonly onClose: () => void
}

export function EvidenceBeside({ signal, reasonAt, open, onClose }: EvidenceBesideProps) {
  const { t } = useTranslation()
  const wide = useMedia('(min-width: 1181px)')
  if (signal === undefined) return null
  const reason = signal.reasons[reasonAt] ?? signal.reasons[0] ?? null
  const pane = <EvidencePane key={`${signal.id}-${reasonAt}`} signal={signal} reason={reason} titled={wide} />
  if (wide) {
    return (
      <section className="queue-evidence" aria-labelledby="evidence-title">
        {pane}
      </section>
    )
  }
  if (!open) return null
  return (
    <Box title={t('evidencePane.title')} shape="sheet" onClose={onClose}>
      {pane}
    </Box>
  )
}
