/** How far a record of research is. Pure. */
import type { ResearchRecords } from '../../../../src/contract/research/records.ts'

type Head = ResearchRecords['records'][number]

export function stateOf({
  concludedAt,
  agrees
}: Pick<Head, 'concludedAt' | 'agrees'>): 'asked' | 'concluded' | 'agreed' | 'disagreed' {
  if (agrees !== null) return agrees ? 'agreed' : 'disagreed'
  return concludedAt === null ? 'asked' : 'concluded'
}
