import type { ActName } from '#access/policy.ts'
import { asCommissioner, type Commissioner, thisCommissioner } from '#store/commissioned.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused } from './outcome.ts'
import { type View, view } from './view.ts'

/** A desk at which somebody reads for a commissioner: whatever is asked of its transaction, the database answers as to that commissioner. */
export type CommissionerDesk = Desk & { readonly commissioner: Commissioner }

/**
 * Makes a function a view for a commissioner: the permission and the place of whoever asks as for every view, and then all of it read
 * as the role of the database that has no right on any table (docs/decisions/0044). What is of another commissioner, or of a person who
 * is treated, is not refused here and there: it cannot be asked for.
 */
export const commissionerView = <Question, Result extends { readonly kind: string }>(
  name: ActName,
  look: (desk: CommissionerDesk, question: Question) => Promise<Result | Refused>,
): View<Question, Result> =>
  view<Question, Result>(name, (desk, question) =>
    forCommissioner(desk, (reader) => look(reader, question)),
  )

/** The same within an act: what a commissioner decides on is read as a commissioner, and what is decided is then written as their own. */
export async function forCommissioner<T>(
  desk: Desk,
  read: (desk: CommissionerDesk) => Promise<T>,
): Promise<T | Refused> {
  const commissioner = await thisCommissioner(desk.tx)
  if (commissioner === undefined) return notHere('commissioner')
  return asCommissioner(desk.tx, (tx) => read({ ...desk, tx, commissioner }))
}
