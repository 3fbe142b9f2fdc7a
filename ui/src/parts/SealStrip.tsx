/** One cell an advert, open ones first: shows at a glance how little was opened; above 120 adverts a cell stands for several. */
import { useTranslation } from 'react-i18next'

const mostCells = 120

interface SealStripProps {
  readonly open: number
  readonly of: number
}

export function SealStrip({ open, of }: SealStripProps) {
  const { t } = useTranslation()
  const scale = Math.max(1, of / mostCells)
  const cells = Math.round(of / scale)
  const on = open === 0 ? 0 : Math.max(1, Math.round(open / scale))
  return (
    <div className="seal-strip">
      <p className="row-wrap">
        <strong>{t('seal.opened', { open, of })}</strong>
        <span className="quiet push">{t('seal.closed', { count: of - open })}</span>
      </p>
      <div className="cells" aria-hidden="true">
        {Array.from({ length: cells }, (_, at) => (
          <i key={at} className={at < on ? 'on' : undefined} />
        ))}
      </div>
      {scale > 1 && <p className="quiet tiny">{t('seal.scale', { count: Math.round(scale) })}</p>}
    </div>
  )
}
