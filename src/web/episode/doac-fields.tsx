import { DOACS } from '#clinical/doac/doac.ts'
import { DOAC_STAGE_WORDS } from '#register/doac-plan.ts'
import { KNOWN_WORDS } from '#register/patient-words.ts'
import {
  ChoiceField,
  DayField,
  ListField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { IndicationFields } from './plan-fields.tsx'

type Part = { readonly form: TypedForm }

const DOAC_WORDS = Object.fromEntries(DOACS.map((doac) => [doac, doac]))

export const TIMES_A_DAY = { '1': 'Once a day', '2': 'Twice a day' }

/** Which of these medicines, why, and in which dose: in the place of a target, a protocol and tablets. */
export function DoacFields({ form }: Part) {
  return (
    <>
      <ListField
        form={form}
        name="medicine"
        label="Medicine"
        words={DOAC_WORDS}
        none="Choose the medicine"
      />
      <IndicationFields form={form} />
      <DoacDoseFields form={form} />
      <ChoiceField
        form={form}
        name="doacStage"
        legend="After a clot only: this is"
        words={DOAC_STAGE_WORDS}
      />
      <DayField
        form={form}
        name="treatedSince"
        legend="After a clot only: treatment of the clot began on"
        hint="Leave empty when it began with this medicine"
      />
      <ChoiceField
        form={form}
        name="highRecurrenceRisk"
        legend="After a clot only: high risk of another clot"
        words={KNOWN_WORDS}
        inline
      />
    </>
  )
}

/** The dose that is taken: mg at a time, and how often. */
export function DoacDoseFields({ form }: Part) {
  return (
    <>
      <TextField
        form={form}
        name="doacMg"
        label="Dose at a time"
        hint="As prescribed, like 5 or 2.5. There is no default."
        width={4}
        inputMode="decimal"
        suffix="mg"
      />
      <ChoiceField form={form} name="doacTimes" legend="How often" words={TIMES_A_DAY} inline />
    </>
  )
}
