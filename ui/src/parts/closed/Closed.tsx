/** Why adverts stay closed, and the way to more of them: a reason, and a second person who decides. */
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Go } from '../../place/place.tsx'
import type { SealedAdvert } from './OpenMore.tsx'

const OpenMore = lazy(async () => ({ default: (await import('./OpenMore.tsx')).OpenMore }))

interface ClosedProps {
  /** The sealed adverts that may be asked for, where they are known one by one. */
  readonly adverts?: readonly SealedAdvert[]
  /** Else the address where they stand one by one. */
  readonly to?: string
}

export function Closed({ adverts = [], to }: ClosedProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  return (
    <p className="closed small soft">
      {t('seal.why')}{' '}
      {adverts.length > 0 && (
        <Button className="link-button" onPress={() => setAsking(true)}>
          {t('seal.ask')}
        </Button>
      )}
      {to !== undefined && <Go to={to}>{t('seal.ask')}</Go>}
      {asking && (
        <Suspense>
          <OpenMore adverts={adverts} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </p>
  )
}
