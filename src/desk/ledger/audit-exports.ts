/** What an auditor takes along as CSV: the register of processing (Wpg, article 31d) and a year of the ledger in numbers. No content. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Proportionality } from '../../contract/oversight/proportionality.ts'
import type { Ground } from '../../store/ground.ts'
import { csvLine, headLine } from '../exports/csv.ts'

interface RegisterRow {
  readonly id: string
  readonly line: string
  readonly succeeds: string | null
  readonly state: string
  readonly purpose: string
  readonly legal_basis: string
  readonly granted_by: string
  readonly proposed_by: string | null
  readonly confirmed_by: string | null
  readonly valid_from: string
  readonly valid_until: string
  readonly sources: string[]
  readonly forms: string[]
  readonly keep: string
  readonly erase_after_days: number
  readonly roles: Record<string, number> | null
}

/** One line a mandate, in Dutch, as the law's register asks: purpose, ground, data, persons, who sees it, term, safety. */
export async function processingRegister(pool: pg.Pool, ground: Ground): Promise<string> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<RegisterRow>(
      `select m.*, case when m.withdrawn_at is not null then 'ingetrokken' when now() < m.valid_from then 'nog niet begonnen'
           when m.holds then 'geldt' else 'afgelopen' end as state,
         (select jsonb_object_agg(role, n) from (select u.role, count(*) as n from user_mandate um join app_user u on u.id = um.user_id and u.active
           where um.mandate_id = m.id group by u.role) r) as roles
       from mandate_now m order by m.line, m.valid_from, m.id limit 10000`
    )
    const lines = rows.map((row) =>
      csvLine([
        row.id,
        row.line,
        row.succeeds,
        row.state,
        row.purpose,
        row.legal_basis,
        row.granted_by,
        [row.proposed_by, row.confirmed_by].filter((one) => one !== null).join(' en '),
        row.valid_from,
        row.valid_until,
        row.sources.includes('*') ? 'alle bronnen' : row.sources.join(' '),
        row.forms.join(' '),
        dataKinds,
        persons,
        Object.entries(row.roles ?? {})
          .map(([role, n]) => `${role}: ${n}`)
          .join(', '),
        row.keep === 'open'
          ? 'open bewaard tot het einde van de grondslag'
          : `ongeopend gewist na ${row.erase_after_days} dagen; geopend bewaard tot het einde van de grondslag`,
        safety
      ])
    )
    const entry = { act: 'audit.export', subject: 'export:register', detail: { rows: rows.length } }
    return { result: headLine(registerColumns) + lines.join(''), entry }
  })
}

const registerColumns = [
  'grondslag',
  'lijn',
  'verlengt',
  'toestand',
  'doel',
  'wettelijke grondslag',
  'verleend door',
  'voorgesteld en bevestigd door',
  'van',
  'tot',
  'bronnen',
  'vormen van uitbuiting',
  'soorten gegevens',
  'soorten betrokkenen',
  'wie ziet het (rol: accounts)',
  'bewaartermijn',
  'beveiliging'
]
const dataKinds =
  'openbare advertenties: tekst, beelden, adressen op het web; daaruit nummers, accounts, plaatsen, prijzen, namen, tijden'
const persons = 'mensen in openbare advertenties en wie ze plaatst; de meesten hebben met uitbuiting niets te maken'
const safety =
  'versleuteld per vastlegging, sleutel per dag; toegang per rol en grondslag; elke handeling in een keten van logregels; twee personen voor openen, opschalen en grondslagen'

/** A year of the ledger: how often each act was done, by how many accounts, in each month (UTC). */
export async function yearInNumbers(pool: pg.Pool, ground: Ground, year: number): Promise<string> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ month: string; act: string; n: number; accounts: number }>(
      `select to_char(at at time zone 'UTC', 'YYYY-MM') as month, act, count(*)::int as n, count(distinct actor)::int as accounts
       from ledger where at >= make_timestamptz($1, 1, 1, 0, 0, 0, 'UTC') and at < make_timestamptz($1 + 1, 1, 1, 0, 0, 0, 'UTC')
       group by 1, 2 order by 1, 2 limit 100000`,
      [year]
    )
    const lines = rows.map((row) => csvLine([row.month, row.act, row.n, row.accounts]))
    const entry = { act: 'audit.export', subject: 'export:year', detail: { year, rows: rows.length } }
    return { result: headLine(['month', 'act', 'times', 'accounts']) + lines.join(''), entry }
  })
}

/** Proportionality, a line of mandates, source and week a row. */
export function proportionalityCsv({ lines }: Proportionality): string {
  const rows = lines.flatMap(({ line, sources, weeks }) =>
    weeks.map((one) => {
      const name = sources.find((source) => source.id === one.source)?.name ?? null
      return csvLine([line, one.source, name, one.week, ...proportionalityNumbers.map((number) => one[number])])
    })
  )
  return headLine(['line', 'source', 'source_name', 'week', ...proportionalityNumbers]) + rows.join('')
}

const proportionalityNumbers = [
  'pages',
  'sealed',
  'open',
  'erasedOnTime',
  'erasedLate',
  'erasedUnknown',
  'overdue',
  'adverts',
  'advertsSealed',
  'advertsOpen',
  'advertsErased',
  'read',
  'openedForSignal',
  'openedForRequest',
  'openedOther',
  'confirmed',
  'dismissed'
] as const
