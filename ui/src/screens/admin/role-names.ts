/** The roles that an account can have, in the order in which they are offered. */
import type { Role } from '../../../../src/model/mandate.ts'

/** A record, so that a role that is added later is missed here. */
const order: Readonly<Record<Role, number>> = {
  analyst: 1,
  detective: 2,
  coordinator: 3,
  prosecutor: 4,
  expert: 5,
  officer: 6,
  partner: 7,
  auditor: 8,
  operator: 9,
  administrator: 10
}

export const roleNames = (Object.keys(order) as Role[]).toSorted((a, b) => order[a] - order[b])
