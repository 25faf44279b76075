import { clinicalDate, clinicalInstant, londonDay } from '#base/day.ts'
import { indicationOf } from '#clinical/indications.ts'
import { WARNING_REASON_WORDS } from '#register/plan-warnings.ts'
import { targetWords } from '#register/plan-words.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { ChoiceField, NoteField } from '#web/register/typed-form.tsx'
import type { ShownCourse } from '#workflow/patient-plans.ts'
import { settleTarget } from '#workflow/settle-target.ts'
import { isSameTarget } from '#workflow/target-check.ts'
import type { CourseStep } from './step-page.tsx'

/** A second clinician looks at a target that is unusual for its indication. */
export const target: CourseStep = {
  name: 'target',
  title: 'Look at an unusual target',
  button: 'Save',
  act: settleTarget,
  dates: [],
  initial: ({ targetCheck }) => ({ checkId: targetCheck?.id ?? '' }),
  Fields: ({ form, course: { targetCheck } }) => (
    <>
      {targetCheck === null && (
        <InsetText>
          <p>No target of this plan waits for a second clinician.</p>
        </InsetText>
      )}
      <input type="hidden" name="checkId" value={form.values['checkId']} />
      <ChoiceField
        form={form}
        name="decision"
        legend="Having read the letter"
        words={{
          agreed: 'I agree to this target',
          declined: 'The target does not stand: nothing is changed',
        }}
      />
      <NoteField form={form} name="note" label="What you looked at, or why not" rows={2} />
    </>
  ),
  Aside: Waiting,
}

function Waiting({ course: { targetCheck } }: { readonly course: ShownCourse }) {
  if (targetCheck === null) return null
  const { indication, warnings, reasonCode, reasonNote, proposedByName, proposedAt } = targetCheck
  const because = WARNING_REASON_WORDS[reasonCode]
  return (
    <section aria-labelledby="waiting-target">
      <h2 id="waiting-target">What was typed</h2>
      <SummaryList
        rows={[
          { key: 'Target', value: targetWords(targetCheck) },
          { key: 'Indication', value: indicationOf(indication)?.label ?? indication },
          {
            key: 'Against it',
            value: warnings.map(({ message, source }) => `${message} Source: ${source}.`).join(' '),
          },
          { key: 'Reason given', value: reasonNote === '' ? because : `${because}: ${reasonNote}` },
          {
            key: 'Typed by',
            value: `${proposedByName}, ${clinicalInstant(proposedAt)}`,
          },
        ]}
      />
    </section>
  )
}

/** On the page of the plan: what waits for a second clinician, and a target in force that may be wrong. */
export function TargetWaits({ course }: { readonly course: ShownCourse }) {
  const { targetCheck, targetDoubt } = course
  return (
    <>
      {targetDoubt !== null && <Doubt course={course} task={targetDoubt} />}
      {targetCheck !== null && (
        <InsetText>
          <p>
            Target {targetWords(targetCheck)} waits for a second clinician.{' '}
            {targetCheck.proposedByName} typed it on{' '}
            {clinicalDate(londonDay(targetCheck.proposedAt))}. {untilAgreed(course, targetCheck)}
          </p>
        </InsetText>
      )}
    </>
  )
}

/** A target that was in force before is so until the plan is changed; another one is not before it is agreed to. */
const untilAgreed = (
  { targetDoubt, episode }: ShownCourse,
  waiting: NonNullable<ShownCourse['targetCheck']>,
): string =>
  targetDoubt !== null && isSameTarget(episode.plan.target, waiting)
    ? 'It is in force; an authorised clinician, who has it as a task, must agree to it.'
    : 'Until an authorised clinician, who has it as a task, agrees it is not in force and nobody is dosed by it.'

type DoubtProps = {
  readonly course: ShownCourse
  readonly task: NonNullable<ShownCourse['targetDoubt']>
}

/** Somebody is treated by a target that the sources do not give: what ends that, and whose it is. */
function Doubt({ course: { targetCheck }, task: { takenByName, dueAt } }: DoubtProps) {
  return (
    <WarningCallout heading="The target in force may be wrong">
      <p>
        Read the clinic letter. If another target is right, change the plan. If this one is, choose
        Change the plan and save it as it is, with the reason: another clinician then agrees to it.
      </p>
      {targetCheck === null && (
        <p>
          {takenByName ?? 'Nobody yet'} has this as a task, due {clinicalInstant(dueAt)}.
        </p>
      )}
    </WarningCallout>
  )
}
