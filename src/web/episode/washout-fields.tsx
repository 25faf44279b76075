import { clinicalDate } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { formatInr } from '#clinical/inr.ts'
import { named, WITHOUT_OVERLAP } from '#register/washout.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { DayField, ListField, TextField } from '#web/register/typed-form.tsx'
import type { StepProps } from './step-page.tsx'

/** What is asked because another anticoagulant was taken until a few days ago; nothing when none was. */
export function WashoutFields({ form, course: { before, episode } }: StepProps) {
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
