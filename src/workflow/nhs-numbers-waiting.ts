import { type NhsNumberChange, openChanges } from '#store/nhs-number-changes.ts'
import { view } from './view.ts'

export type NhsNumbersWaiting = {
  readonly kind: 'waiting'
  readonly changes: readonly NhsNumberChange[]
}

/** Changes of NHS numbers that wait for a second person, longest waiting first. */
export const nhsNumbersWaiting = view<Readonly<Record<string, never>>, NhsNumbersWaiting>(
  'find-patient',
  async ({ tx }) => ({ kind: 'waiting', changes: await openChanges(tx) }),
)
