import { firstWaiting } from '#store/clinic-day.ts'
import { view } from './view.ts'

export type NextInClinic =
  | {
      readonly kind: 'next'
      readonly patientId: string
      readonly familyName: string
      readonly givenName: string
      readonly atMinute: number
    }
  | { readonly kind: 'nobody' }

/** Who is to be called next in today's clinic, so that the nurse is one key away from them. */
export const nextInClinic = view(
  'see-clinic',
  async ({ tx, today }, _nothing: null): Promise<NextInClinic> => {
    const next = await firstWaiting(tx, today)
    return next === undefined ? { kind: 'nobody' } : { kind: 'next', ...next }
  },
)
