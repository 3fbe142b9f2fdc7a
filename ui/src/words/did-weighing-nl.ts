/** Dutch words for what was done with the weighing itself: calibration, the past of a priority, versions of the rules. */
export const didWeighingNl = {
  'signal-past': 'heeft bekeken hoe een signaal eerder gewogen was',
  'calibration-read': 'heeft de kalibratie bekeken',
  'calibration-export': 'heeft de kalibratie meegenomen'
}
