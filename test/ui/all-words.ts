/** Every word of the interface in both languages, for tests. */
import assert from 'node:assert/strict'
import { adminEn } from '../../ui/src/words/admin-en.ts'
import { adminNl } from '../../ui/src/words/admin-nl.ts'
import { auditWordsEn } from '../../ui/src/words/audit-en.ts'
import { auditWordsNl } from '../../ui/src/words/audit-nl.ts'
import { barriersEn } from '../../ui/src/words/barriers-en.ts'
import { barriersNl } from '../../ui/src/words/barriers-nl.ts'
import { caseEn } from '../../ui/src/words/case-en.ts'
import { caseNl } from '../../ui/src/words/case-nl.ts'
import { chainEn } from '../../ui/src/words/chain-en.ts'
import { chainNl } from '../../ui/src/words/chain-nl.ts'
import { contentEn } from '../../ui/src/words/content-en.ts'
import { contentNl } from '../../ui/src/words/content-nl.ts'
import { custodyEn } from '../../ui/src/words/custody-en.ts'
import { custodyNl } from '../../ui/src/words/custody-nl.ts'
import { didEn } from '../../ui/src/words/did-en.ts'
import { didNl } from '../../ui/src/words/did-nl.ts'
import { en as enFirst } from '../../ui/src/words/en.ts'
import { nl as nlFirst } from '../../ui/src/words/nl.ts'
import { exercisesEn } from '../../ui/src/words/exercises-en.ts'
import { exercisesNl } from '../../ui/src/words/exercises-nl.ts'
import { figuresEn } from '../../ui/src/words/figures-en.ts'
import { figuresNl } from '../../ui/src/words/figures-nl.ts'
import { minorsEn } from '../../ui/src/words/minors-en.ts'
import { minorsNl } from '../../ui/src/words/minors-nl.ts'
import { phenomenaEn } from '../../ui/src/words/phenomena-en.ts'
import { phenomenaNl } from '../../ui/src/words/phenomena-nl.ts'
import { partnersEn } from '../../ui/src/words/partners-en.ts'
import { partnersNl } from '../../ui/src/words/partners-nl.ts'
import { replayEn } from '../../ui/src/words/replay-en.ts'
import { replayNl } from '../../ui/src/words/replay-nl.ts'
import { researchEn } from '../../ui/src/words/research-en.ts'
import { researchNl } from '../../ui/src/words/research-nl.ts'
import { reportsEn } from '../../ui/src/words/reports-en.ts'
import { reportsNl } from '../../ui/src/words/reports-nl.ts'
import { sourcesEn } from '../../ui/src/words/sources-en.ts'
import { sourcesNl } from '../../ui/src/words/sources-nl.ts'

/** All words of the interface, with those that come with their screens. */
export const [nl, en] = [
  {
    ...nlFirst,
    ...adminNl,
    ...auditWordsNl,
    ...barriersNl,
    ...caseNl,
    ...chainNl,
    ...custodyNl,
    ...inBoth(nlFirst, contentNl),
    ...didNl,
    ...exercisesNl,
    ...figuresNl,
    ...minorsNl,
    ...partnersNl,
    ...phenomenaNl,
    ...reportsNl,
    ...researchNl,
    ...replayNl,
    ...sourcesNl,
    problem: { ...nlFirst.problem, ...replayNl.problem }
  },
  {
    ...enFirst,
    ...adminEn,
    ...auditWordsEn,
    ...barriersEn,
    ...caseEn,
    ...chainEn,
    ...custodyEn,
    ...inBoth(enFirst, contentEn),
    ...didEn,
    ...exercisesEn,
    ...figuresEn,
    ...minorsEn,
    ...partnersEn,
    ...phenomenaEn,
    ...reportsEn,
    ...researchEn,
    ...replayEn,
    ...sourcesEn,
    problem: { ...enFirst.problem, ...replayEn.problem }
  }
]

/** Sections of `later`, each with what `first` has of it: the first screen needs a few words of some. A word stands in one of them. */
function inBoth<A extends object, B extends object>(first: A, later: B): A & B {
  const of = (table: object, section: string): object =>
    (Object.getOwnPropertyDescriptor(table, section)?.value ?? {}) as object
  const sections = Object.keys(later).map((section) => {
    const [early, late] = [of(first, section), of(later, section)]
    assert.deepEqual(
      Object.keys(early).filter((key) => Object.hasOwn(late, key)),
      [],
      section
    )
    return [section, { ...early, ...late }]
  })
  return Object.fromEntries(sections) as A & B
}
