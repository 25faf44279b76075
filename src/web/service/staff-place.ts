import type { Role } from '#access/policy.ts'
import { isOfCommissioner } from '#access/role-kinds.ts'
import type { PageAnswer } from '#web/page.ts'

/** Which entry of the navigation is lit on the pages of the people: a commissioner has no service to set up, and its people are a place of their own. */
export const placeOfPeople = ({ role }: { readonly role: Role }): PageAnswer['place'] =>
  isOfCommissioner(role) ? 'people' : 'service'
