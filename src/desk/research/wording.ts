/** New wording, new combinations of signs and flows for the desk: counts that were made of all adverts, of at least five networks each. */
import { leastNetworks } from '../../model/phenomena/traits.ts'
import { act } from '../../accountability/acts.ts'
import type { ResearchFlows, ResearchWording } from '../../contract/research/wording.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { toldWeeks } from './kept-weeks.ts'
import { flowWeeks, towards } from './moves.ts'

const most = 26

/** What is new in each of the newest weeks. */
export async function readWording({ pool, ground, vault }: Desk): Promise<ResearchWording> {
  return act(pool, ground, async (tx) => {
    const weeks = await toldWeeks(tx, vault.keyring, mandateOf(ground), { most })
    const told = weeks.reduce((sum, one) => sum + one.wording.length + one.signs.length, 0)
    const entry = { act: 'research.wording', detail: { weeks: weeks.length, told } }
    const shown = weeks.map(({ week, adverts, networks, countedAt, wording, signs, leans }) => ({
      week,
      adverts,
      networks,
      countedAt,
      wording,
      signs,
      leans
    }))
    return { result: { least: leastNetworks, weeks: shown }, entry }
  })
}

/** How networks moved in the weeks up to each of the newest weeks. */
export async function readFlows({ pool, ground, vault }: Desk): Promise<ResearchFlows> {
  return act(pool, ground, async (tx) => {
    const told = await toldWeeks(tx, vault.keyring, mandateOf(ground), { most })
    const weeks = told.map(({ week, flows }) => ({
      week,
      flows: flows.map(({ of, networks }) => {
        const [from = '', to = ''] = of.split(towards)
        return { from, to, networks }
      })
    }))
    const entry = { act: 'research.flows', detail: { weeks: weeks.length } }
    return { result: { least: leastNetworks, over: flowWeeks, weeks }, entry }
  })
}
