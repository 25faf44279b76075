import { MEASURES, type MeasurementKind } from '#clinical/measurement.ts'
import {
  asksTarget,
  REVIEW_ANSWER_WORDS,
  REVIEW_DECISION_WORDS,
  REVIEW_QUESTION_NAMES,
  REVIEW_QUESTIONS,
  type ReviewNote,
  type ReviewQuestion,
} from '#register/annual-review.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { dayFieldOf, MEASUREMENT_GROUPS, measuredInWords } from '#register/measured.ts'
import type { ReviewFigures } from '#register/review-figures.ts'
import { Fieldset } from '#web/parts/fieldset.tsx'
import {
  ChoiceField,
  DayField,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'

type Props = { readonly form: TypedForm }
type OfPlan = Props & { readonly plan: EpisodePlan }

/** The note that follows a question, when there is one. */
const NOTE_AFTER: Readonly<Partial<Record<ReviewQuestion, readonly [ReviewNote, string]>>> = {
  admissions: ['events', 'What happened, and when'],
  interacting: ['medicines', 'Other medicines'],
  adherence: ['adherence', 'What keeps the patient from it'],
}

/** Every question, in order; none is answered beforehand. */
export function QuestionFields({ form, plan }: OfPlan) {
  const asked = REVIEW_QUESTION_NAMES.filter((name) => name !== 'targetRight' || asksTarget(plan))
  return (
    <>
      <h2>How it goes</h2>
      <div className="evk-questions">
        {asked.map((name) => (
          <QuestionField key={name} form={form} name={name} />
        ))}
      </div>
    </>
  )
}

function QuestionField({ form, name }: Props & { readonly name: ReviewQuestion }) {
  const { asks, answers } = REVIEW_QUESTIONS[name]
  const note = NOTE_AFTER[name]
  return (
    <div>
      <ChoiceField
        form={form}
        name={name}
        legend={{ text: asks, size: 's' }}
        words={Object.fromEntries(answers.map((is) => [is, REVIEW_ANSWER_WORDS[is] ?? is]))}
        inline
      />
      {note !== undefined && (
        <NoteField form={form} name={`${note[0]}Note`} label={note[1]} rows={2} />
      )}
    </div>
  )
}

type Known = ReviewFigures['measured']

/** What was measured, in groups that share a day; what is known already stands beside it and need not be typed again. */
export function MeasuredFields({ form, known }: Props & { readonly known: Known }) {
  return (
    <>
      <h2>What was measured</h2>
      <p className="nhsuk-hint">
        Only what is new. A figure without its day is not kept; leave empty what was not measured.
      </p>
      <div className="evk-questions">
        {MEASUREMENT_GROUPS.map((group) => (
          <Fieldset key={group.id} legend={{ text: group.legend, size: 's' }}>
            <div className="evk-row">
              {group.kinds.map((kind) => (
                <TextField
                  key={kind}
                  form={form}
                  name={kind}
                  label={MEASURES[kind].name}
                  hint={lastOf(kind, known)}
                  suffix={MEASURES[kind].unit}
                  width={5}
                  inputMode={MEASURES[kind].decimals === 0 ? 'numeric' : 'decimal'}
                />
              ))}
            </div>
            <DayField form={form} name={dayFieldOf(group)} legend="Measured on" />
          </Fieldset>
        ))}
      </div>
    </>
  )
}

function lastOf(kind: MeasurementKind, known: Known): string {
  const last = known.find((one) => one.kind === kind)
  return last === undefined ? 'Not known' : `Last: ${measuredInWords(last)}`
}

/** What is decided, and when it is looked at again. */
export function DecisionFields({ form, plan }: OfPlan) {
  return (
    <>
      <ChoiceField
        form={form}
        name="decision"
        legend={{ text: 'Decision', size: 'm' }}
        hint="Anything but continuing becomes a prescriber's task. The review itself changes no dose."
        words={REVIEW_DECISION_WORDS}
      />
      <NoteField form={form} name="decisionNote" label="What is to be done, and why" rows={2} />
      {plan.duration?.kind === 'long-term' && (
        <DayField
          form={form}
          name="nextReviewOn"
          legend="Next review"
          hint="Within 12 months; sooner where you want to see how it goes"
        />
      )}
    </>
  )
}
