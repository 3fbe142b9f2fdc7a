/** How well a sign is documented: a stair of three with its word; the word carries the meaning, the stair the glance. */
import { useTranslation } from 'react-i18next'

const heights: Readonly<Record<string, number>> = {
  validated: 3,
  duty: 3,
  supported: 2,
  delphi_strong: 2,
  delphi_medium: 2,
  practice: 1,
  official_list: 1
}

export function Step({ evidence }: { readonly evidence: string }) {
  const { t } = useTranslation()
  const on = heights[evidence] ?? 0
  return (
    <span className={`step step-${on}`}>
      <Stair step={on} />
      {t([`step.${evidence}`, 'step.other'])}
    </span>
  )
}

/** The stair alone, beside words that say it. */
export function Stair({ step: on }: { readonly step: number }) {
  return (
    <svg className="stair" viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
      {[1, 2, 3].map((step) => (
        <rect
          key={step}
          className={step <= on ? 'on' : undefined}
          x={(step - 1) * 6 + 0.5}
          y={13.5 - step * 4}
          width="4.5"
          height={step * 4}
          rx="1"
        />
      ))}
    </svg>
  )
}
