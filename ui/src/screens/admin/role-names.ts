/** The roles that an account can have, in the order in which they are offered. */
import type { Role } from '../../../../src/model/mandate.ts'

/** A record, so that a role that is added later is missed here. */
const order: Readonly<Record<Role, number>> = {
  analyst: 1,
  detective: 2,
  coordinator: 3,
  officer: 4,
  partner: 5,
  auditor: 6,
  operator: 7,
  administrator: 8
}

export const roleNames = (Object.keys(order) as Role[]).toSorted((a, b) => order[a] - order[b])
