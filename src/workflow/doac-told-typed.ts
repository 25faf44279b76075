import { trimAscii } from '#base/typed-text.ts'
import { wordIn } from '#register/typed-fields.ts'
import type { HowTold } from '#store/told.ts'
import { type Refused, refusedField } from './outcome.ts'
import { WAYS_TO_TELL } from './record-told.ts'
import type { TextFields } from './text-fields.ts'

export const READ_TOLD_FIELDS = ['toldHow', 'toldWhom', 'readBack'] as const
type ToldFields = TextFields<(typeof READ_TOLD_FIELDS)[number]>

/** Said openly: the patient does not know yet, and stands on a list until somebody tells. */
export const NOT_YET = 'not-yet'

type ToldNow = {
  readonly kind: 'told-now'
  readonly told: { readonly how: HowTold; readonly toWhom: string } | null
}

/** How the patient was told what was decided, or that this is still to be done (H16). */
export function readToldNow(fields: ToldFields): ToldNow | Refused {
  if (fields.toldHow === NOT_YET) return { kind: 'told-now', told: null }
  const how = wordIn(WAYS_TO_TELL, fields.toldHow)
  if (how === undefined) {
    return refusedField(
      'toldHow',
      'required',
      'Say how the patient was told, or that it is to be done.',
    )
  }
  if (how === 'read-back' && fields.readBack !== 'yes') {
    return refusedField(
      'readBack',
      'not-read-back',
      'Ask the person to read the dose back, and tick that what they read is the dose shown here.',
    )
  }
  return { kind: 'told-now', told: { how, toWhom: trimAscii(fields.toldWhom ?? '') || 'patient' } }
}
