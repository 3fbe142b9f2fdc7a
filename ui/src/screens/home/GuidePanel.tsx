/** The first steps of a role on the practice instance ("Probeer dit"): each ticks itself once it was done, and the panel can be closed. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import { useCloseGuide } from '../../api/home.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'

type Step = NonNullable<Home['guide']>[number]

const places: Readonly<Record<Step['code'], string>> = {
  'read-signal': '/signals',
  'read-advert': '/signals',
  weigh: '/signals',
  'look-up': '/search',
  search: '/search?q=kamer',
  network: '/signals',
  confirm: '/signals?state=proposed',
  assign: '/signals',
  'see-home': '/',
  'own-ledger': '/ledger',
  'who-saw': '/ledger',
  findings: '/audit',
  'review-access': '/audit?part=access',
  'look-at-sources': '/sources',
  'check-number': '/?check=1'
}

export function GuidePanel({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation()
  const close = useCloseGuide()
  const done = steps.filter((step) => step.done).length
  const tools = (
    <Button className="button-quiet button-small" onPress={() => close.mutate()}>
      {t('guide.close')}
    </Button>
  )
  return (
    <Panel columns={12} title={t('guide.title')} note={t('guide.note', { done, all: steps.length })} tools={tools} bare>
      <ol className="guide-steps">
        {steps.map((step) => (
          <li key={step.code} className={step.done ? 'guide-done' : undefined}>
            <span className="guide-tick" aria-hidden="true" />
            <Go to={places[step.code]}>{t(`guide.${step.code}`)}</Go>
            {step.done && <span className="visually-hidden">{t('guide.done')}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
