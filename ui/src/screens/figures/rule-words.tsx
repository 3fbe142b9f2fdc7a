/** What another set of weights would change, and a weight, in words. */
import { useTranslation } from 'react-i18next'
import type { RuleEffects } from '../../../../src/contract/oversight/weigh-rules.ts'
import type { RuleStep } from '../../api/figures/weigh-rules.ts'
import { useFormat } from '../../frame/format.ts'

export function EffectWords({ effects }: { readonly effects: RuleEffects }) {
  const { t } = useTranslation()
  const { signals, computed, lost } = effects
  return (
    <p>
      {t('weighRules.effects', { ...effects })}{' '}
      {computed + lost < signals && t('weighRules.effectsPart', { ...effects })}{' '}
      {lost > 0 && t('weighRules.effectsLost', { ...effects })}{' '}
      <span className="quiet">{t('weighRules.effectsOther')}</span>
    </p>
  )
}

interface Weight {
  readonly step: RuleStep
  readonly points: number
}

/** Step and points of a weight, for a sentence. */
export function useWeightWords(): (weight: Weight | null) => { readonly step: string; readonly points: string } {
  const { t } = useTranslation()
  const format = useFormat()
  return (weight) => ({
    step: t(`weighRules.step-${weight?.step ?? 'off'}`),
    points: format.number(weight?.points ?? 0)
  })
}
