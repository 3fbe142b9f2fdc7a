/** Pins a network, advert, signal or report in a case: the one that is open, or one of those of the reader, from wherever the thing was seen. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRow, ItemKind } from '../../../../src/contract/cases/cases.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Choice } from '../../parts/Choice.tsx'

const kinds: readonly ItemKind[] = ['network', 'advert', 'signal', 'report']

interface PinProps {
  /** Cases that it may be pinned in; at least one. */
  readonly cases: readonly Pick<CaseRow, 'id' | 'title'>[]
  /** What is pinned, `network:12`; it is asked for where nothing is given. */
  readonly what?: string
  /** Told in which case it was pinned. */
  readonly onPinned?: (id: string) => void
  readonly onClose: () => void
}

export function PinDialog({ cases, what = '', onPinned, onClose }: PinProps) {
  const { t } = useTranslation()
  const [given = '', number = ''] = what.split(':')
  const [chosen, setChosen] = useState(cases[0]?.id ?? '')
  const send = useCaseAct(chosen)
  const [kind, setKind] = useState(kinds.find((one) => one === given) ?? 'network')
  const [ref, setRef] = useState(number)
  return (
    <ReasonDialog
      title={t('case.pin')}
      explain={t('case.pinExplain')}
      action={t('case.pinDo')}
      draft={`case-pin:${chosen}`}
      onSubmit={async (reason) => {
        await send.mutateAsync({ act: 'items', body: { kind, ref: ref.trim(), reason } })
        onPinned?.(chosen)
      }}
      onClose={onClose}
    >
      {cases.length > 1 && (
        <Choice
          label={t('pinned.inCase')}
          values={cases.map((one) => one.id)}
          value={chosen}
          says={(id) => cases.find((one) => one.id === id)?.title ?? ''}
          onChange={setChosen}
        />
      )}
      <Choice
        label={t('case.whatKind')}
        values={kinds}
        value={kind}
        says={(one) => t(`case.kind-${one}`)}
        onChange={setKind}
      />
      <label className="field">
        <span>{t('case.number')}</span>
        <input required maxLength={40} value={ref} onChange={(event) => setRef(event.target.value)} />
      </label>
    </ReasonDialog>
  )
}
