import { type LikelySame, likelySame } from './likely-same.ts'
import { type PatientFields, readPatient } from './patient-form.ts'
import { view } from './view.ts'

export type MaybeRegistered = {
  readonly kind: 'maybe-registered'
  readonly alike: readonly LikelySame[]
}

/** Who of the register the person typed may be, to be compared before registering goes on (H02). */
export const maybeRegistered = view<{ readonly typed: PatientFields }, MaybeRegistered>(
  'register-patient',
  async (desk, { typed }) => {
    const read = readPatient(typed, desk.today)
    if (read.kind === 'refused') return read
    return { kind: 'maybe-registered', alike: await likelySame(desk, read.details) }
  },
)
