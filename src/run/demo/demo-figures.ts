/** The published figures that come with Baken and an invented table, taken in by the coordinator of the demo. */
import { readFileSync } from 'node:fs'
import { colleague } from '../../accountability/demo-more.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { importFigures } from '../../desk/figures/figures.ts'
import { importTable } from '../../desk/figures/tables/figure-tables.ts'

const practice = new URL('../../../data/figures-table-practice.csv', import.meta.url)
const published = new URL('../../../data/figures-nl.csv', import.meta.url)

/** Resolves to how many acts were done. */
export async function playFigures(as: (user: string) => Desk): Promise<number> {
  const { pool, ground } = as(colleague.coordinator)
  const reason = 'De gepubliceerde cijfers van 2007 tot 2021.'
  const { added } = await importFigures(pool, ground, readFileSync(published), { reason })
  const table = await importTable(pool, ground, readFileSync(practice), {
    reason: 'Een verzonnen tabel om te oefenen.'
  })
  return (added > 0 ? 1 : 0) + (table.id === null ? 0 : 1)
}
