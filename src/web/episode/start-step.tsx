import { isDoac } from '#clinical/doac/doac.ts'
import { reviewsInWords } from '#clinical/doac/monitoring-words.ts'
import { isBridge } from '#register/bridging.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { ChoiceField, DayField, TextField } from '#web/register/typed-form.tsx'
import { type ActivePhase, activateEpisode } from '#workflow/activate-episode.ts'
import type { ShownCourse } from '#workflow/patient-plans.ts'
import { TRANSFER_ROWS } from '#workflow/transferred-results.ts'
import { LastWeekFields } from './last-week-fields.tsx'
import { ACTIVE_PHASES } from './phase-words.ts'
import type { CourseStep, StepProps } from './step-page.tsx'
import { WashoutFields } from './washout-fields.tsx'

/** Makes treatment active, or takes it from being started to maintenance. */
export const start: CourseStep = {
  name: 'start',
  title: 'Make treatment active',
  button: 'Make active',
  act: activateEpisode,
  dates: ['nextTestOn', 'washoutInrOn', ...TRANSFER_ROWS.map((row) => `inrOn-${row}`)],
  initial: (course) => ({ phase: phaseByInrs(course) }),
  Fields: StartFields,
}

function StartFields(props: StepProps) {
  const { form, course } = props
  const { plan } = course.episode
  const ofDoac = isDoac(plan.medicine)
  const isTransfer = plan.howStarted === 'transferred-in' && !ofDoac
  return (
    <>
      {course.missing.length > 0 && (
        <InsetText>
          <p>The plan is not complete yet:</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {course.missing.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </InsetText>
      )}
      {isTransfer && <TransferFields {...props} />}
      <WashoutFields {...props} />
      {ofDoac ? (
        <FirstReview form={form} hint={reviewsInWords(course.monitoring)} />
      ) : (
        <>
          {isBridge(plan.medicine) ? (
            <BridgeStart />
          ) : (
            <ChoiceField
              form={form}
              name="phase"
              legend="Treatment is"
              hint={stabilityHint(course)}
              words={ACTIVE_PHASES}
            />
          )}
          <DayField form={form} name="nextTestOn" legend="Next INR test" />
        </>
      )}
    </>
  )
}

/** Heparin has no INR of its own and no maintenance: it is given until its last day. */
function BridgeStart() {
  return (
    <>
      <input type="hidden" name="phase" value="initiating" />
      <InsetText>
        <p>
          Two anticoagulants are then taken. The last day of heparin is your task: it escalates that
          evening until this course has ended.
        </p>
      </InsetText>
    </>
  )
}

/** A direct oral anticoagulant is not titrated: it is in maintenance from its start, with a review in the place of a test. */
export function FirstReview({ form, hint }: Pick<StepProps, 'form'> & { readonly hint: string }) {
  return (
    <>
      <input type="hidden" name="phase" value="maintaining" />
      <DayField form={form} name="nextTestOn" legend="Next review" hint={hint} />
    </>
  )
}

/**
 * The phase that the INRs bear is the one that is chosen already; a person chooses the more careful one, and maintenance is
 * refused where they do not bear it, by the INRs of a transfer letter too (H08).
 */
export function phaseByInrs({ stable, episode }: ShownCourse): ActivePhase | '' {
  if (stable) return 'maintaining'
  return episode.phase === 'initiating' ? '' : 'initiating'
}

/** The same in words, beside the choice. */
export const stabilityHint = ({ stable }: ShownCourse): string =>
  stable
    ? 'By the INRs on record: in maintenance'
    : 'By the INRs on record: being started, since two in range, 7 days apart, are not there yet'

/** What was taken before is of the plan's first day here; from then on the doses are decided here. */
const isWeekAsked = ({ episode: { phase, plan } }: ShownCourse): boolean =>
  phase === 'accepted' && plan.medicine === 'warfarin'

function TransferFields({ form, course, today }: StepProps) {
  return (
    <>
      <h2>From the transfer letter</h2>
      <TextField form={form} name="transferFrom" label="Service, and date of the letter" />
      <TextField
        form={form}
        name="dailyMg"
        label="Dose that the patient takes now"
        width={5}
        inputMode="decimal"
        suffix="mg"
      />
      {isWeekAsked(course) && <LastWeekFields form={form} today={today} />}
      {TRANSFER_ROWS.map((row) => (
        <div key={row} className="evk-row">
          <TextField
            form={form}
            name={`inr-${row}`}
            label={`INR ${row}`}
            width={4}
            inputMode="decimal"
          />
          <DayField form={form} name={`inrOn-${row}`} legend="Tested on" />
        </div>
      ))}
    </>
  )
}
