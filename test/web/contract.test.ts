/** The schemas of the answers and the types of the contract say the same: checked by the compiler, which sees this file. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Static, TSchema } from 'typebox'
import * as answers from '../../src/web/answers.ts'
import type * as contract from '../../src/web/contract.ts'

type Plain<T> = T extends readonly (infer One)[]
  ? Plain<One>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never

/** Takes `true` only when the schema's type and the contract's type can stand for each other. */
function same<Type, Schema extends TSchema>(schema: Schema, is: Same<Plain<Type>, Plain<Static<Schema>>>): boolean {
  return is === true && typeof schema === 'object'
}

test('every answer of the contract has a schema of the same type', () => {
  const held = [
    same<contract.Session, typeof answers.Session>(answers.Session, true),
    same<contract.Problem, typeof answers.Problem>(answers.Problem, true),
    same<contract.SignalList, typeof answers.SignalList>(answers.SignalList, true),
    same<contract.Signal, typeof answers.Signal>(answers.Signal, true),
    same<contract.SearchResult, typeof answers.SearchResult>(answers.SearchResult, true),
    same<contract.Advert, typeof answers.Advert>(answers.Advert, true),
    same<contract.OpenRequest, typeof answers.OpenRequest>(answers.OpenRequest, true),
    same<contract.FactDecision, typeof answers.FactDecision>(answers.FactDecision, true),
    same<contract.Network, typeof answers.Network>(answers.Network, true),
    same<contract.Merges, typeof answers.Merges>(answers.Merges, true),
    same<contract.Hubs, typeof answers.Hubs>(answers.Hubs, true),
    same<contract.Explanation, typeof answers.Explanation>(answers.Explanation, true),
    same<contract.SourceRow, typeof answers.SourceRow>(answers.SourceRow, true),
    same<contract.AddressRow, typeof answers.AddressRow>(answers.AddressRow, true),
    same<contract.LedgerPage, typeof answers.LedgerPage>(answers.LedgerPage, true)
  ]
  assert.deepEqual(
    held,
    held.map(() => true)
  )
})
