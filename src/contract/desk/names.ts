/** GET /api/names: what people, sites and mandates are called, for screens that otherwise know an id or a host. No content, and no act. */
import Type from 'typebox'
import { closed, text, whole, type Shape } from '../fields.ts'
import { SignalName } from './signals.ts'

export const Names = Type.Object(
  {
    /** Of whoever works or worked under the mandate in force; of everybody, for auditors and administrators. */
    people: Type.Array(Type.Object({ id: text, name: text }, closed)),
    /** Hosts of the sources under the mandate in force, with the name of their source. */
    sites: Type.Array(Type.Object({ host: text, name: text }, closed)),
    /** Mandates of this person, and of everybody for auditors and administrators, by their purpose. */
    mandates: Type.Array(Type.Object({ id: text, purpose: text }, closed))
  },
  closed
)
export type Names = Shape<typeof Names>

/** At most forty numbers, with commas between. */
const few = Type.String({ pattern: '^[1-9][0-9]{0,8}(,[1-9][0-9]{0,8}){0,39}$' })

/** GET /api/called?networks=1,2&signals=3: what they are called as far as opened adverts say it. */
export const CalledQuery = Type.Object({ networks: Type.Optional(few), signals: Type.Optional(few) }, closed)

const Named = Type.Object({ id: whole, ...SignalName.properties }, closed)

export const Called = Type.Object({ networks: Type.Array(Named), signals: Type.Array(Named) }, closed)
export type Called = Shape<typeof Called>
