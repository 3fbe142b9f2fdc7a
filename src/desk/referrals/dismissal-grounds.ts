/** Grounds of dismissal with their codes, as data: `data/dismissal-codes.tsv`. */
import { readFileSync } from 'node:fs'
import type { ReferralList } from '../../contract/cases/referrals.ts'

let known: ReferralList['grounds'] | null = null

/** Throws when a line of the file is none. */
export function dismissalGrounds(): ReferralList['grounds'] {
  known ??= readFileSync(new URL('../../../data/dismissal-codes.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [code = '', nl = '', en = ''] = line.split('\t')
      if (!/^\d\d$/.test(code) || nl === '' || en === '')
        throw new Error(`data/dismissal-codes.tsv: no ground: ${line}`)
      return { code, title: { nl, en } }
    })
  return known
}

/** What a ground is called; null where the file does not have it. */
export function groundTitle(code: string): ReferralList['grounds'][number]['title'] | null {
  return dismissalGrounds().find((one) => one.code === code)?.title ?? null
}
