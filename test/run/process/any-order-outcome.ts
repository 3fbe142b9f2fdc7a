/** All that follows from captures under a mandate, without what a database counts out as rows come in. */
import assert from 'node:assert/strict'
import { exportRows } from '../../../src/desk/exports/export.ts'
import type { ExportKind } from '../../../src/desk/exports/export-kinds.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import type { App } from '../../../src/run/app.ts'
import { withGround } from '../../../src/store/ground.ts'
import { advertPlaces } from '../../../src/store/adverts/advert-places.ts'
import { openReading, type ReadingRow } from '../../../src/store/sealed/readings.ts'

export interface Outcome {
  readonly adverts: readonly {
    readonly name: string
    readonly seen: readonly [string, string]
    readonly gone: string | null
    readonly posted: string | null
    readonly versions: readonly (readonly [number, string, string])[]
  }[]
  readonly lines: Readonly<Record<string, readonly string[]>>
  readonly networks: readonly string[]
}

export async function outcomeUnder(app: App, mandate: Mandate): Promise<Outcome> {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const rows = await withGround(app.store.pool, ground, async (tx) => {
    const { rows: found } = await tx.query<
      ReadingRow & {
        id: number
        name: string
        first: Date
        last: Date
        gone: Date | null
        posted: Date | null
        version: number
        seen: Date
        network: number | null
      }
    >(
      `select a.id, a.site as name, a.first_seen as first, a.last_seen as last, a.gone_at as gone, a.posted_at as posted,
         a.network_id as network, s.version, s.seen_at as seen, s.reading, s.capture_id, a.key, k.kek, k.wrapped
       from advert a join sighting s on s.advert_id = a.id join capture_key k on k.capture_id = s.capture_id order by s.version, s.seen_at`
    )
    const stand = await advertPlaces(tx, app.keyring, [...new Set(found.map((row) => row.id))])
    return found
      .map((row) => ({ ...row, name: `${row.name} ${stand.get(row.id)?.url} ${stand.get(row.id)?.key}` }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  })
  const iso = (time: Date | string | null): string | null => (time === null ? null : new Date(time).toISOString())
  const adverts = [...Map.groupBy(rows, (row) => row.name)].map(([name, list]) => {
    const row = list[0] ?? assert.fail(name)
    return {
      name,
      seen: [iso(row.first) ?? '', iso(row.last) ?? ''] as const,
      gone: iso(row.gone),
      posted: iso(row.posted),
      versions: list.map(
        (one) => [one.version, iso(one.seen) ?? '', openReading(app.keyring, one)?.text ?? 'no text'] as const
      )
    }
  })
  const names = new Map(rows.map((row) => [String(row.id), row.name]))
  const networks = [
    ...Map.groupBy(
      rows.filter((row) => row.network !== null),
      (row) => row.network
    ).values()
  ]
  return {
    adverts,
    lines: Object.fromEntries(
      await Promise.all(
        (['adverts', 'facts', 'captures'] as const).map(
          async (kind) => [kind, await linesOf(app, mandate, kind, names)] as const
        )
      )
    ),
    networks: networks.map((list) => [...new Set(list.map((row) => row.name))].toSorted().join(' + ')).toSorted()
  }
}

/** Export lines without the numbers that a database counts out as rows come in. */
async function linesOf(
  app: App,
  mandate: Mandate,
  kind: ExportKind,
  names: ReadonlyMap<string, string>
): Promise<string[]> {
  const lines: string[] = []
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  for await (const row of exportRows(app.store.pool, { user: 'pipeline', mandate: mandate.id }, vault, { kind })) {
    const { network: _network, segment: _segment, offset: _offset, length: _length, ledger_no: _no, ...told } = row
    const { source, digest: _digest, record_digest: _record, erase_at: _erase, ...rest } = told
    const named = Object.entries(rest).map(([key, value]): [string, unknown] =>
      (key === 'id' || key === 'advert') && names.has(String(value)) ? [key, names.get(String(value))] : [key, value]
    )
    if (kind === 'captures') named.splice(0, named.length, ...named.filter(([key]) => key !== 'id'))
    lines.push(JSON.stringify([...named, ['source', String(source).replace(mandate.id, '')]]))
  }
  return lines.toSorted()
}
