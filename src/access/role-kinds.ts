import { ROLES, type Role } from './policy.ts'
import { COMMISSIONERS } from './role-groups.ts'

export const EVERY_ROLE: readonly Role[] = [...ROLES, ...COMMISSIONERS]

/** Whether somebody of this role works for a commissioner: they treat nobody and see nobody who is treated. */
export const isOfCommissioner = (role: Role): boolean =>
  COMMISSIONERS.some((known) => known === role)

/** The roles of the organisation in which somebody has this one. */
export const rolesBeside = (role: Role): readonly Role[] =>
  isOfCommissioner(role) ? COMMISSIONERS : ROLES
