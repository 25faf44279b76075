import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, day } from '#base/day.ts'
import { DOACS } from '#clinical/doac/doac.ts'
import { MISMATCH_REASON_WORDS } from '#clinical/doac/mismatch.ts'
import { reviewsInWords } from '#clinical/doac/monitoring-words.ts'
import { formatInr } from '#clinical/inr.ts'
import { DOAC_STAGE_WORDS } from '#register/doac-plan.ts'
import { KNOWN_WORDS } from '#register/patient-words.ts'
import { switchInWords } from '#register/switch-plan.ts'
import { START_LIMIT_WORDS } from '#register/switching.ts'
import { Questions } from '#web/doac/review-answers.tsx'
import { ReviewMeasures } from '#web/doac/review-measures.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { ChoiceField, DayField, ListField, NoteField } from '#web/register/typed-form.tsx'
import { stopForChange } from '#workflow/stop-for-change.ts'
import { switchMedicine } from '#workflow/switch-medicine.ts'
import { OpenWork } from './change-of-medicine.tsx'
import { DoacDoseFields } from './doac-fields.tsx'
import { FirstReview } from './start-step.tsx'
import type { CourseStep, StepProps } from './step-page.tsx'

const DOAC_WORDS = Object.fromEntries(DOACS.map((doac) => [doac, doac]))
const CONFIRMED = { yes: 'Yes', no: 'No' }

/** Stops warfarin for a change: the new medicine starts when the INR has fallen. */
export const stopStep: CourseStep = {
  name: 'stop-warfarin',
  title: 'Stop warfarin for a change to a DOAC',
  button: 'Warfarin is stopped',
  act: stopForChange,
  dates: ['stoppedOn', 'nextTestOn', 'untilOn'],
  initial: () => ({}),
  Fields: ({ form, course }) => (
    <>
      <Limits course={course} />
      <Medicine form={form} />
      <NoteField
        form={form}
        name="note"
        label="Why it is changed, and what the patient was told"
        rows={2}
      />
      <DayField form={form} name="stoppedOn" legend="Last dose of warfarin was on" />
      <DayField form={form} name="nextTestOn" legend="Next INR test" />
      <DayField
        form={form}
        name="untilOn"
        legend="The new medicine has started by"
        hint="Nothing is taken in between. After this day it escalates."
      />
    </>
  ),
}

/** Ends warfarin and starts a direct oral anticoagulant, in one step. */
export const switchStep: CourseStep = {
  name: 'switch',
  title: 'Change from warfarin to a DOAC',
  button: 'End warfarin and start the new medicine today',
  act: switchMedicine,
  dates: ['stoppedOn', 'nextTestOn', 'weightOn', 'bloodsOn'],
  initial: ({ change }): Readonly<Record<string, string>> =>
    change?.state === 'waiting' ? { medicine: change.newMedicine } : {},
  Fields,
}

function Fields({ form, course, measurements }: StepProps) {
  const isStopped = course.change?.state === 'waiting'
  const state = {
    typed: Object.fromEntries(
      Object.entries(form.values).map(([name, text]) => [name, text ?? '']),
    ),
    findings: form.findings,
  }
  return (
    <>
      <Limits course={course} />
      {isStopped ? (
        <InsetText>
          <p>{course.change !== null && switchInWords(course.change)}.</p>
        </InsetText>
      ) : (
        <DayField form={form} name="stoppedOn" legend="Last dose of warfarin was on" />
      )}
      <Confirmations form={form} />
      <Medicine form={form} />
      <DoacDoseFields form={form} />
      <AfterClot form={form} />
      <h2>What the dose depends on</h2>
      <ReviewMeasures state={state} doac={{ newest: measurements }} />
      <Questions state={state} />
      <ListField
        form={form}
        name="reasonCode"
        label="Why the dose is not the one of the rule, if it is not"
        words={MISMATCH_REASON_WORDS}
        none="It is the one of the rule"
      />
      <NoteField form={form} name="reasonNote" label="Reason in words" rows={2} />
      <OpenWork form={form} course={course} />
      <FirstReview form={form} hint={reviewsInWords(course.monitoring)} />
    </>
  )
}

type Part = Pick<StepProps, 'form'>

const Medicine = ({ form }: Part) => (
  <ListField
    form={form}
    name="medicine"
    label="New medicine"
    words={DOAC_WORDS}
    none="Choose the medicine"
  />
)

function Confirmations({ form }: Part) {
  return (
    <>
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
    </>
  )
}

function AfterClot({ form }: Part) {
  return (
    <>
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
          key: `${capitalised(medicine)} starts at an INR`,
          value: says,
        })),
      ]}
    />
  )
}
