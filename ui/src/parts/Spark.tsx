/** A few bars beside a name, one a week; what they say is said in words as well. */
import { useTranslation } from 'react-i18next'
import './bars.css'

export function Spark({ weeks }: { readonly weeks: readonly number[] }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...weeks)
  const wide = 88 / Math.max(1, weeks.length)
  return (
    <svg
      className="spark"
      viewBox="0 0 88 22"
      width="88"
      height="22"
      role="img"
      aria-label={t('weeks.spark', { counts: weeks.join(', ') })}
    >
      {weeks.map((count, at) => {
        const tall = count === 0 ? 1 : Math.max(3, (count / most) * 21)
        const last = at === weeks.length - 1
        return (
          <rect
            key={at}
            className={count === 0 ? 'none' : last ? 'now' : undefined}
            x={at * wide + 0.5}
            y={22 - tall}
            width={Math.max(1, wide - 1.5)}
            height={tall}
            rx="1"
          />
        )
      })}
    </svg>
  )
}
