/** GET /api/names: what people and sites are called, for screens that otherwise know an id or a host. No content, and no act. */
import Type from 'typebox'
import { closed, text, type Shape } from '../fields.ts'

export const Names = Type.Object(
  {
    /** Of whoever works or worked under the mandate in force; of everybody, for auditors and administrators. */
    people: Type.Array(Type.Object({ id: text, name: text }, closed)),
    /** Hosts of the sources under the mandate in force, with the name of their source. */
    sites: Type.Array(Type.Object({ host: text, name: text }, closed))
  },
  closed
)
export type Names = Shape<typeof Names>
