/** The published figures that come with Baken, taken in by the coordinator of the demo. */
import { readFileSync } from 'node:fs'
import { colleague } from '../../accountability/demo-more.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { importFigures } from '../../desk/figures/figures.ts'

const published = new URL('../../../data/figures-nl.csv', import.meta.url)

/** Resolves to how many acts were done. */
export async function playFigures(as: (user: string) => Desk): Promise<number> {
  const { pool, ground } = as(colleague.coordinator)
  const reason = 'De gepubliceerde cijfers van 2007 tot 2021.'
  const { added } = await importFigures(pool, ground, readFileSync(published), { reason })
  return added > 0 ? 1 : 0
}
