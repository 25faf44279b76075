import { type AnyId, uuid } from '#base/ids.ts'

/** An id that no record has. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

/** The id that a form or an address names; what is no id names nothing that could be found. */
export const idTyped = (typed: string | undefined): string => uuid<AnyId>(typed) ?? NOTHING
