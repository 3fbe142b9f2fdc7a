/** Dutch words for what was done with the weighing itself: calibration, the past of a priority, versions of the rules. */
export const didWeighingNl = {
  'signal-past': 'heeft bekeken hoe een signaal eerder gewogen was',
  'calibration-read': 'heeft de kalibratie bekeken',
  'calibration-export': 'heeft de kalibratie meegenomen',
  'weigh-rules-read': 'heeft de weegregels bekeken',
  'weigh-rules-export': 'heeft een versie van de weegregels meegenomen',
  'weigh-rules-try': 'heeft doorgerekend wat andere weegregels zouden veranderen',
  'weigh-rules-propose': 'heeft andere weegregels voorgesteld',
  'weigh-rules-adopt': 'heeft voorgestelde weegregels vastgesteld',
  'weigh-rules-refuse': 'heeft voorgestelde weegregels afgewezen',
  'weigh-rules-withdraw': 'heeft eigen voorstel voor weegregels ingetrokken'
}
