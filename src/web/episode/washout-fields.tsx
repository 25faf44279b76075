import { clinicalDate } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { formatInr } from '#clinical/inr.ts'
import { named, WITHOUT_OVERLAP } from '#register/washout.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { DayField, ListField, TextField } from '#web/register/typed-form.tsx'
import type { StepProps } from './step-page.tsx'

/** What is asked because another anticoagulant was taken until a few days ago; nothing when none was. */
export function WashoutFields(props: StepProps) {
  return (
    <>
      <NextDose {...props} />
      <StillActing {...props} />
    </>
  )
}

/** When the first dose is due after another direct oral anticoagulant. */
function NextDose({ form, course: { nextDose } }: StepProps) {
  if (nextDose === null) return null
  return (
    <>
      <InsetText>
        <p>{nextDose.words}</p>
      </InsetText>
      {nextDose.orThatEvening && (
        <Checkboxes
          id="inPlaceOfEvening"
          name="inPlaceOfEvening"
          small
          legend="Only when it starts on that same day"
          error={errorOf(form.findings, 'inPlaceOfEvening')}
          values={form.values['inPlaceOfEvening'] === 'yes' ? ['yes'] : []}
          choices={[
            {
              value: 'yes',
              text: 'The evening dose of the old medicine is not taken: the new one takes its place',
            },
          ]}
        />
      )}
    </>
  )
}

function StillActing({ form, course: { before, episode } }: StepProps) {
  if (before === null) return null
  const until = `${named(before)} was taken until ${clinicalDate(before.lastOn)}.`
  if (!isDoac(episode.plan.medicine)) {
    return (
      <>
        <InsetText>
          <p>{until} The change to warfarin is an overlap, planned on the course of the old one.</p>
        </InsetText>
        <ListField
          form={form}
          name="withoutOverlap"
          label="Why there is no overlap"
          words={WITHOUT_OVERLAP}
          none="Choose the reason"
        />
      </>
    )
  }
  const { newest } = before
  const last =
    newest === undefined ? 'none' : `${formatInr(newest.inr)}, ${clinicalDate(newest.on)}`
  return (
    <>
      <InsetText>
        <p>
          {until} The new medicine starts at the INR of a change from warfarin, of today or
          yesterday. Last INR on record: {last}.
        </p>
      </InsetText>
      <TextField
        form={form}
        name="washoutInr"
        label="INR of today or yesterday, when it is not on record"
        width={3}
        inputMode="decimal"
      />
      <DayField form={form} name="washoutInrOn" legend="Taken on" />
    </>
  )
}
