/** Ready source files for the practice web, in the shape of a source's YAML. */
import type { SiteMake } from './site.ts'

/** The keys are those of a source file, hence snake case. */
export interface SourceSpec {
  readonly id: string
  readonly name: string
  readonly start: readonly string[]
  readonly scope: {
    readonly hosts: readonly string[]
    readonly include: readonly string[]
    readonly exclude: readonly string[]
  }
  readonly politeness: { readonly delay_ms: number; readonly concurrency: number; readonly robots: 'obey' }
  readonly revisit: { readonly min: string; readonly max: string }
  readonly render: 'never'
  readonly limits: { readonly pages: number; readonly depth: number; readonly bytes: string }
  readonly pages: Readonly<Record<string, string>>
  readonly allow_private: true
  readonly mandate: string
  readonly region: string
}

/** The source of one site at its origin; `delayMs` 0 is meant for tests and benches. */
export function sourceSpec(site: SiteMake, origin: string, delayMs: number): SourceSpec {
  return {
    id: `oefen-${site.id}`,
    name: `${site.name} (oefensite)`,
    start: [`${origin}${site.start}`],
    scope: { hosts: [origin.replace('http://', '')], include: [], exclude: [] },
    politeness: { delay_ms: delayMs, concurrency: 4, robots: 'obey' },
    revisit: { min: '1h', max: '7d' },
    render: 'never',
    limits: { pages: 100_000, depth: 200, bytes: '10MB' },
    pages: {},
    allow_private: true,
    mandate: 'oefening',
    region: site.region
  }
}
