/** Several identities of one person: recorded side by side, said to be one person's by people, and taken apart again as they were. */
import type { IdentityBody, MinorFile, MinorNames, SameBody } from '../../contract/minors/minors.ts'
import type { Desk } from '../adverts/vault.ts'
import type { Outcome } from '../outcome.ts'
import { cleanText } from '../sealed-words.ts'
import { actInFile, actNo } from './file-acts.ts'
import { numberIn, textIn, type FileAct } from './minor-rows.ts'

/** Identities, what was said of them and stands, and the groups that follow: the same whatever was said and taken back in between. */
export function identitiesIn(acts: readonly FileAct[]): Omit<MinorNames, 'name'> {
  const identities = acts
    .filter(({ act }) => act === 'identity')
    .map(({ no, by, at, reason, words }) => {
      return { no, by, at, reason, name: textIn(words['name']), about: textIn(words['about']) }
    })
  const same = acts.flatMap(({ act, no, by, at, reason, words }) => {
    if (act !== 'same' || acts.some((one) => one.act === 'apart' && one.about === `act:${no}`)) return []
    return [{ no, by, at, reason, a: numberIn(words['a']) ?? 0, b: numberIn(words['b']) ?? 0 }]
  })
  const groups = same.reduce<number[][]>((sets, { a, b }) => {
    const joined = sets.filter((set) => set.includes(a) || set.includes(b))
    return [...sets.filter((set) => !joined.includes(set)), [...new Set([...joined.flat(), a, b])]]
  }, [])
  const sorted = groups.map((set) => set.toSorted((a, b) => a - b)).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  return { identities, same, groups: sorted }
}

/** Records a name under which the child is known; it stays beside the others, unresolved. */
export async function addIdentity(desk: Desk, id: string, body: IdentityBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'identity', needs: 'names', reason: body.reason }, async () => {
    const name = cleanText(body.name)
    return name === '' ? 'reason-missing' : { words: { name, about: cleanText(body.about ?? '') } }
  })
}

/** Says that two identities are one person's. `not-found`: one of them is none. `wrong-state`: they are one's already. */
export async function saySame(desk: Desk, id: string, { a, b, reason }: SameBody): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'same', needs: 'names', reason }, async (_tx, { acts }) => {
    if (a === b || actNo(acts, a, 'identity') === undefined || actNo(acts, b, 'identity') === undefined)
      return 'not-found'
    if (identitiesIn(acts).groups.some((set) => set.includes(a) && set.includes(b))) return 'wrong-state'
    return { about: `act:${a}`, words: { a, b } }
  })
}

/** Takes back that two identities are one person's: the groups are what they were without it. */
export async function sayApart(desk: Desk, id: string, no: number, reason: string): Promise<Outcome<MinorFile>> {
  return actInFile(desk, { id, name: 'apart', needs: 'names', reason }, async (_tx, { acts }) => {
    if (!identitiesIn(acts).same.some((one) => one.no === no)) return 'not-found'
    return { about: `act:${no}` }
  })
}
