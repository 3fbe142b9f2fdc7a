/** The records of the chain in the categories of IC-TIP and the fields of HTCDS: every one is mapped, or listed as not mapped with its count. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { CategoryFigures } from '../../contract/figures/chain.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { readTable } from '../../text/data-file.ts'
import type { Vault } from '../adverts/vault.ts'
import { headLine, rowLine } from '../exports/csv.ts'
import { openVersion, reportKey, type WrappedKey } from '../reports/sealed-report.ts'
import { leastShown } from './tables/hide-cells.ts'

type CategoryRow = CategoryFigures['rows'][number]
type Group = CategoryRow['group']
type Mapping = Omit<CategoryRow, 'group' | 'value' | 'atLeast'>

/** Reports whose form is read, the newest: their words are sealed, each under a key of its own. */
const mostReports = 20_000

const known = readTable('figure-categories.tsv').map(
  ([group = '', value = '', entity, category, field, fieldValue, decidedBy, nl = '', en = '']) => ({
    group: group as Group,
    value,
    mapping: {
      says: { nl, en },
      entity: given(entity),
      category: given(category),
      field: given(field),
      fieldValue: given(fieldValue),
      decidedBy: given(decidedBy) as Mapping['decidedBy'],
      mapped: given(category) !== null
    }
  })
)
const unmapped: Mapping = {
  says: null,
  entity: null,
  category: null,
  field: null,
  fieldValue: null,
  decidedBy: null,
  mapped: false
}
const groups = [...new Set(known.map((one) => one.group))]

function given(text: string | undefined): string | null {
  return text === undefined || text === '-' ? null : text
}

/** `as`: whether they are shown or taken along. */
export async function readCategories(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  as: 'screen' | 'export'
): Promise<CategoryFigures> {
  return act(pool, ground, async (tx) => {
    const rows = [...inCategories(await reportValues(tx, vault)), ...(await caseRows(tx))].toSorted(
      (a, b) =>
        groups.indexOf(a.group) - groups.indexOf(b.group) || placeOf(a) - placeOf(b) || (a.value < b.value ? -1 : 1)
    )
    const detail = { rows: rows.length, unmapped: rows.filter((one) => !one.mapped).length }
    const entry = { act: as === 'screen' ? 'category-figures.read' : 'category-figures.export', detail }
    return { result: { rows }, entry }
  })
}

/** In the order of the table, what it does not know behind it. */
function placeOf({ group, value }: CategoryRow): number {
  const at = known.findIndex((one) => one.group === group && one.value === value)
  return at === -1 ? known.length : at
}

/** What each record says, as group and value, put together and counted in steps of five. What fewer than five say is no row, of reports as of cases: that there is one tells of a few. */
function inCategories(values: readonly (readonly [Group, string])[]): CategoryRow[] {
  const same = Map.groupBy(values, (one) => JSON.stringify(one))
  return [...same.values()].flatMap((all) => {
    const [group, value] = all[0] ?? ['report-form', '']
    if (all.length < leastShown) return []
    return [rowOf(group, value, Math.floor(all.length / leastShown) * leastShown)]
  })
}

function rowOf(group: Group, value: string, atLeast: number): CategoryRow {
  const found = known.find((one) => one.group === group && one.value === value)
  return { group, value, ...(found?.mapping ?? unmapped), atLeast }
}

interface ReportRow extends WrappedKey {
  readonly id: string
  readonly state: string
  readonly role: string
  readonly version: number
  readonly sealed: Buffer
}

/** Reports that who asks may see; one whose words are gone has no form that is known. */
async function reportValues(tx: Tx, { keyring }: Vault): Promise<(readonly [Group, string])[]> {
  const { rows } = await tx.query<ReportRow>(
    `select r.id, r.state, r.kek, r.wrapped, u.role, v.version, v.sealed from report r join app_user u on u.id = r.by
       cross join lateral (select version, sealed from report_version where report_no = r.no order by version desc limit 1) v
     where r.state <> 'draft' and r.mandate_id = ground_content() order by r.no desc limit ${mostReports}`
  )
  return rows.flatMap((row): (readonly [Group, string])[] => {
    const content = openVersion(reportKey(keyring, row.id, row), row.id, row.version, row.sealed)
    return [
      ['report-form', content?.form ?? 'unknown'],
      ['report-state', row.state],
      ['report-sender', row.role]
    ]
  })
}

async function caseRows(tx: Tx): Promise<CategoryRow[]> {
  const { rows } = await tx.query<{ of: Group; value: string; at_least: number }>('select * from category_cases()')
  return rows.map((row) => rowOf(row.of, row.value, row.at_least))
}

const csvColumns = [
  'group',
  'value',
  'ictip_entity',
  'ictip_category',
  'htcds_field',
  'htcds_value',
  'status_decided_by',
  'mapped',
  'at_least'
] as const

/** A row each, the not mapped ones among them. */
export function categoriesCsv({ rows }: CategoryFigures): string {
  const lines = rows.map((row) =>
    rowLine(csvColumns, {
      group: row.group,
      value: row.value,
      ictip_entity: row.entity,
      ictip_category: row.category,
      htcds_field: row.field,
      htcds_value: row.fieldValue,
      status_decided_by: row.decidedBy,
      mapped: row.mapped ? 'yes' : 'no',
      at_least: row.atLeast
    })
  )
  return headLine(csvColumns) + lines.join('')
}
