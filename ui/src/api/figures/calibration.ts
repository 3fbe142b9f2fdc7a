/** Calibration: under the mandate in force, or for auditors over all lines. */
import { useQuery } from '@tanstack/react-query'
import type { Calibration } from '../../../../src/contract/oversight/calibration.ts'
import type { PastPriority } from '../../../../src/contract/oversight/past-priority.ts'
import { read } from '../http.ts'

/** Where it is read; the file has `.csv` behind it. */
export function calibrationAddress(overAll: boolean): string {
  return overAll ? '/api/audit/calibration' : '/api/calibration'
}

export function useCalibration(overAll: boolean) {
  return useQuery({
    queryKey: ['calibration', overAll],
    queryFn: ({ signal }) => read<Calibration>(calibrationAddress(overAll), {}, signal)
  })
}

/** How a signal was weighed at a moment; null: now. */
export function usePastPriority(signal: number, time: string | null) {
  return useQuery({
    queryKey: ['signals', signal, 'past', time],
    queryFn: ({ signal: abort }) =>
      read<PastPriority>(`/api/signals/${signal}/at`, time === null ? {} : { time }, abort)
  })
}
