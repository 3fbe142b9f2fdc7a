/** The published figures that come with Baken and an invented table, taken in by the coordinator of the demo. */
import { readFileSync } from 'node:fs'
import { colleague } from '../../accountability/demo-more.ts'
import type { Desk } from '../../desk/adverts/vault.ts'
import { importFigures, readFigureSeries } from '../../desk/figures/figures.ts'
import { writeNote } from '../../desk/figures/notes.ts'
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
  const noted = added > 0 ? await playNote(as(colleague.coordinator)) : 0
  return noted + (added > 0 ? 1 : 0) + (table.id === null ? 0 : 1)
}

/** A note of the coordinator beside the value of a year that has two. */
async function playNote({ pool, ground }: Desk): Promise<number> {
  const read = await readFigureSeries(pool, ground, { series: 'victims_reported', state: null, as: 'screen' })
  if (read.kind !== 'done') return 0
  const figure = read.value.lines.flatMap((line) => line.figures).find((one) => one.value === '1561')
  if (figure === undefined) return 0
  const text = 'Voor vergelijking met latere jaren: neem de herziene reeks (1.255).'
  return (await writeNote(pool, ground, figure.id, { version: 0, text })).kind === 'done' ? 1 : 0
}
