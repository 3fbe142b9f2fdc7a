/** What a closed file may teach, in the order of the choices. */
import type { KnowledgeBody } from '../../../../src/contract/minors/experts.ts'

export type Lesson = NonNullable<KnowledgeBody['lesson']>

export const lessons: readonly Lesson[] = [
  'spoke-to-mentor',
  'care-first',
  'seen-as-victim',
  'told-late',
  'guardian-involved'
]
