/** English words for what was done with the weighing itself: calibration, the past of a priority, versions of the rules. */
export const didWeighingEn = {
  'signal-past': 'looked at how a signal was weighed before',
  'calibration-read': 'looked at calibration',
  'calibration-export': 'took the calibration along',
  'weigh-rules-read': 'looked at the rules of weighing',
  'weigh-rules-export': 'took a version of the rules of weighing along',
  'weigh-rules-try': 'computed what other rules of weighing would change',
  'weigh-rules-propose': 'proposed other rules of weighing',
  'weigh-rules-adopt': 'adopted proposed rules of weighing',
  'weigh-rules-refuse': 'refused proposed rules of weighing',
  'weigh-rules-withdraw': 'took back their own proposal for rules of weighing'
}
