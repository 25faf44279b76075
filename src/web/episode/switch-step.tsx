import { clinicalDate, day } from '#base/day.ts'
import { DOACS } from '#clinical/doac/doac.ts'
import { formatInr } from '#clinical/inr.ts'
import { DOAC_STAGE_WORDS } from '#register/doac-plan.ts'
import { KNOWN_WORDS } from '#register/patient-words.ts'
import { START_LIMIT_WORDS } from '#register/switching.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { ChoiceField, DayField, ListField } from '#web/register/typed-form.tsx'
import { switchMedicine } from '#workflow/switch-medicine.ts'
import { DoacDoseFields } from './doac-fields.tsx'
import { FirstReview } from './start-step.tsx'
import type { CourseStep, StepProps } from './step-page.tsx'

const DOAC_WORDS = Object.fromEntries(DOACS.map((doac) => [doac, doac]))
const CONFIRMED = { yes: 'Yes', no: 'No' }

/** Ends warfarin and starts a direct oral anticoagulant, in one step. */
export const switchStep: CourseStep = {
  name: 'switch',
  title: 'Change from warfarin to a DOAC',
  button: 'End warfarin and start the new medicine today',
  act: switchMedicine,
  dates: ['stoppedOn', 'nextTestOn'],
  initial: () => ({}),
  Fields,
}

function Fields({ form, course }: StepProps) {
  return (
    <>
      <Limits course={course} />
      <DayField form={form} name="stoppedOn" legend="Last dose of warfarin was on" />
      <ChoiceField
        form={form}
        name="homeRemoved"
        legend="No warfarin is left at home, or it is given back today"
        words={CONFIRMED}
        inline
      />
      <ChoiceField
        form={form}
        name="repeatStopped"
        legend="The repeat prescription of warfarin is stopped"
        words={CONFIRMED}
        inline
      />
      <ListField
        form={form}
        name="medicine"
        label="New medicine"
        words={DOAC_WORDS}
        none="Choose the medicine"
      />
      <DoacDoseFields form={form} />
      <ChoiceField
        form={form}
        name="doacStage"
        legend="After a clot only: this is"
        words={DOAC_STAGE_WORDS}
      />
      <ChoiceField
        form={form}
        name="highRecurrenceRisk"
        legend="After a clot only: high risk of another clot"
        words={KNOWN_WORDS}
        inline
      />
      <FirstReview form={form} hint="A month after the start, then every 3 months (SPS)" />
    </>
  )
}

/** The INR on record, and the one at which each medicine starts. */
function Limits({ course: { newest } }: Pick<StepProps, 'course'>) {
  const shown =
    newest === undefined
      ? 'None on record'
      : `${formatInr({ comparator: newest.comparator, tenths: newest.tenths })}, ${clinicalDate(day(newest.sampledOn))}`
  return (
    <SummaryList
      rows={[
        { key: 'Newest INR', value: shown },
        ...START_LIMIT_WORDS.map(([medicine, says]) => ({
          key: `${medicine} starts at an INR`,
          value: says,
        })),
      ]}
    />
  )
}
