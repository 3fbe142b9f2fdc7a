/** New wording and new combinations of signs for the desk: counts that were made of all adverts, words of at least five networks. */
import { act } from '../../accountability/acts.ts'
import type { ResearchWording } from '../../contract/research/wording.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { toldWeeks } from './count-weeks.ts'
import { leastNetworks } from './new-wording.ts'

const mostWeeks = 26

/** What is new in each of the newest weeks. */
export async function readWording({ pool, ground, vault }: Desk): Promise<ResearchWording> {
  return act(pool, ground, async (tx) => {
    const weeks = await toldWeeks(tx, vault.keyring, mandateOf(ground), mostWeeks)
    const told = weeks.reduce((sum, one) => sum + one.wording.length + one.signs.length, 0)
    const entry = { act: 'research.wording', detail: { weeks: weeks.length, told } }
    return { result: { least: leastNetworks, weeks }, entry }
  })
}
