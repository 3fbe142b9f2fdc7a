/** One way in which two adverts differ, in words. */
import { useTranslation } from 'react-i18next'
import type { Comparison } from '../../../../../src/contract/desk/network-picture.ts'
import { useNames } from '../../../names/useNames.ts'

export function PointText({ point }: { readonly point: Comparison['against'][number] }) {
  const { t } = useTranslation()
  const names = useNames()
  const words = (values: readonly string[]): string => values.map((value) => names.value(point.kind, value)).join(', ')
  return (
    <span className="net-point">
      {point.kind === 'far'
        ? t('room.far', { a: point.a.join(', '), b: point.b.join(', '), km: point.amount })
        : point.kind === 'text'
          ? t('room.textAlike', { percent: point.amount })
          : `${names.kind(point.kind)}: ${words(point.a)} ↔ ${words(point.b)}`}
    </span>
  )
}
