/** Synthetic tables as they are made of what was counted, and as people see them. */
import { act } from '../../accountability/acts.ts'
import type { PublishedSynthetic, SyntheticTable } from '../../contract/phenomena/synthetic.ts'
import { derive } from '../../evidence/seal.ts'
import type { MandateId } from '../../model/ids.ts'
import { leastNetworks, type Dimension } from '../../model/phenomena/traits.ts'
import type { Tx } from '../../store/ground.ts'
import { fingerprintKeyOf } from '../../store/sealed/address-mac.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { headLine, rowLine } from '../exports/csv.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import type { TableAsked, Told } from './hidden-table.ts'
import { breaksOf, readAsked } from './read-table.ts'
import { delta, epsilon, syntheticTable, threshold } from './synthetic.ts'

export interface MadeSynthetic {
  readonly table: SyntheticTable
  readonly told: Told
}

/** The table under the mandate of the transaction, without what was hidden before. Its noise follows from a key that does not leave `keys/`. */
export async function makeSynthetic(
  tx: Tx,
  { keyring }: Pick<Vault, 'keyring'>,
  mandate: MandateId,
  asked: TableAsked,
  before: readonly Told[] = []
): Promise<MadeSynthetic | 'too-many'> {
  const read = await readAsked(tx, { keyring }, asked)
  const key = derive(fingerprintKeyOf(keyring, mandate), 'synthetic')
  const made = syntheticTable(read.counted, asked, key, before)
  if (made === 'too-many') return made
  const { told, columns, rows } = made
  const table: SyntheticTable = {
    least: leastNetworks,
    epsilon,
    delta,
    threshold,
    columns,
    rows,
    breaks: breaksOf(read, asked.filters),
    state: read.counted.state
  }
  return { table, told }
}

export async function readSynthetic(
  { pool, ground, vault }: Desk,
  asked: TableAsked
): Promise<Outcome<SyntheticTable>> {
  return act<Outcome<SyntheticTable>>(pool, ground, async (tx) => {
    const made = await makeSynthetic(tx, vault, mandateOf(ground), asked)
    if (made === 'too-many') return refusedAct('too-expensive')
    const { rows, columns, state } = made.table
    const detail = { by: columns, from: asked.from, to: asked.to, rows: rows.length, state }
    return { result: { kind: 'done', value: made.table }, entry: { act: 'phenomenon.synthetic', detail } }
  })
}

/** A combination a row, with how many networks it stands for. */
export function syntheticCsv({ columns, rows }: Pick<PublishedSynthetic, 'columns' | 'rows'>): string {
  const names: (Dimension | 'networks')[] = [...columns, 'networks']
  const lines = rows.map(({ values, networks }) =>
    rowLine(names, { ...Object.fromEntries(columns.map((name, at) => [name, values[at] ?? ''])), networks })
  )
  return headLine(names) + lines.join('')
}
