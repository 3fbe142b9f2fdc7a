/** Synthetic tables for use outside: combinations that many networks have in common, with noise on their counts (differential privacy). */
import Type from 'typebox'
import { dimensions } from '../../model/phenomena/traits.ts'
import { closed, number, oneOf, text, whole, type Shape } from '../fields.ts'
import { breaks, PhenomenonQuery } from './counts.ts'

const table = {
  /** No row is a combination that fewer networks have in common. */
  least: whole,
  /** A network more or less in one combination changes no outcome by more than this (epsilon, but for a chance of delta). */
  epsilon: number,
  delta: number,
  /** Rows of fewer networks, noise included, are left out. */
  threshold: whole,
  columns: Type.Array(oneOf(dimensions)),
  /** A value for each column, and networks with noise. */
  rows: Type.Array(Type.Object({ values: Type.Array(text), networks: whole }, closed)),
  breaks
}

/** GET /api/phenomena/synthetic: as it would be offered now. */
export const SyntheticTable = Type.Object(
  {
    ...table,
    /** SHA-256 (hex) of what was counted: the same question on the same state gives the same rows. It does not leave. */
    state: text
  },
  closed
)
export type SyntheticTable = Shape<typeof SyntheticTable>

/** The frozen bytes of a published synthetic table are JSON of this. */
export const PublishedSynthetic = Type.Object({ format: text, title: text, asked: PhenomenonQuery, ...table }, closed)
export type PublishedSynthetic = Shape<typeof PublishedSynthetic>
