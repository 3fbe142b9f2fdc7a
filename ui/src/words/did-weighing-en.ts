/** English words for what was done with the weighing itself: calibration, the past of a priority, versions of the rules. */
export const didWeighingEn = {
  'signal-past': 'looked at how a signal was weighed before',
  'calibration-read': 'looked at calibration',
  'calibration-export': 'took the calibration along'
}
