import type { ReactNode } from 'react'
import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, day, weekdayName } from '#base/day.ts'
import { isRestartOverdue, isStopped } from '#clinical/procedure/plan-state.ts'
import { DAY_FIELD } from '#register/procedure-days.ts'
import { FOLLOWED_STEP_WORDS, PROCEDURE_STATE_WORDS } from '#register/procedure-words.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import { standingOf } from '#workflow/procedure-case.ts'
import type { ProcedurePage } from '#workflow/procedure-page.ts'
import { SECOND_ENTRY } from '#workflow/second-entry.ts'
import { deedHref, moveHref } from './addresses.ts'
import { isRefused, type Running } from './deed-form.tsx'
import { AssignForm, InrForm, NotRestartForm, PostponeForm } from './other-forms.tsx'
import { PlanRecord } from './plan-record.tsx'
import { OutcomeForm, RestartForm, StepForm } from './step-forms.tsx'

/** Every day that is typed on these pages: a finding leads to its first box. */
export const DATE_FIELDS: readonly string[] = [
  ...Object.values(DAY_FIELD),
  'doneOn',
  'restartedOn',
  'nextTestOn',
  'laterOn',
  'reviewOn',
  'sampledOn',
]

type Props = {
  readonly page: ProcedurePage
  readonly form: TypedForm
  readonly csrf: string
  readonly requestKey: string
}

/** The running plan: what is due now, the dates, what happened, and what else may be done. */
export function RunningPlan({ page, ...rest }: Props) {
  const { open: shown, patient, may } = page
  if (shown === null) return null
  const running: Running = { page, shown, ...rest }
  const { plan } = shown
  return (
    <>
      <p className="evk-line">
        <Tag colour={plan.state === 'planned' ? 'blue' : 'orange'}>
          {PROCEDURE_STATE_WORDS[plan.state]}
        </Tag>
        <span>{shown.newest.details.order.what}</span>
        <span>
          {weekdayName(day(plan.procedureOn))} {clinicalDate(day(plan.procedureOn))}
        </span>
      </p>
      <Due running={running} />
      {may.follow ? <Now running={running} /> : null}
      <PlanRecord shown={shown} />
      {may.print && plan.state === 'planned' && (
        <p className="evk-line evk-no-print">
          <a href={deedHref(patient.id, plan.id, 'sheet')}>Print the plan for the patient</a>
          <a href={deedHref(patient.id, plan.id, 'letter')}>Print the letter to the department</a>
        </p>
      )}
      <Others running={running} />
    </>
  )
}

/** What is due, with whom it is; an overdue restart stands in a warning. */
function Due({ running: { page, shown } }: { readonly running: Running }) {
  const { plan, due } = shown
  const { today } = page
  const restart = `${weekdayName(day(plan.restartDueOn))} ${clinicalDate(day(plan.restartDueOn))}`
  if (isRestartOverdue(standingOf(plan), today)) {
    return (
      <WarningCallout heading="Restart overdue">
        <p>
          {capitalised(plan.medicine)} was to be taken again on {restart}, and nothing records that
          it is. It is with {plan.ownerName}.
          {plan.escalations > 0 &&
            ` Brought to the clinical lead on ${plan.escalations} ${plan.escalations === 1 ? 'day' : 'days'}.`}
        </p>
      </WarningCallout>
    )
  }
  const [next] = due
  const step =
    next === undefined
      ? ''
      : ` Next step: ${FOLLOWED_STEP_WORDS[next.step]}, ${clinicalDate(next.dueOn)}.`
  return (
    <InsetText>
      <p>
        Restart due {restart}, with {plan.ownerName}.{step}
      </p>
    </InsetText>
  )
}

/** The one thing to do now. */
function Now({ running }: { readonly running: Running }) {
  const { plan } = running.shown
  const { today } = running.page
  if (plan.state !== 'planned') {
    return (
      <section aria-labelledby="now">
        <h2 id="now">Restart</h2>
        <RestartForm running={running} isPrimary />
      </section>
    )
  }
  const isOver = plan.procedureOn <= today
  return (
    <section aria-labelledby="now">
      <h2 id="now">{isOver ? 'The procedure' : 'Next step'}</h2>
      {isOver ? (
        <OutcomeForm running={running} isPrimary />
      ) : (
        <StepForm running={running} isPrimary />
      )}
    </section>
  )
}

type OtherForm = {
  readonly summary: string
  readonly fields: readonly string[]
  readonly Form: (props: { readonly running: Running }) => ReactNode
}

/** What else may be recorded, each opened by whoever needs it. */
function Others({ running }: { readonly running: Running }) {
  const { page } = running
  return (
    <section aria-labelledby="others" className="evk-no-print">
      <h2 id="others">Something else</h2>
      {othersOf(running).map(({ summary, fields, Form }) => (
        <Details key={summary} summary={summary} open={isRefused(running, fields)}>
          <Form running={running} />
        </Details>
      ))}
      {page.may.plan && running.shown.plan.state === 'planned' && (
        <ButtonLink href={moveHref(page.patient.id)} variant="secondary">
          Move the procedure or change dates
        </ButtonLink>
      )}
    </section>
  )
}

function othersOf(running: Running): readonly OtherForm[] {
  const { page, shown } = running
  const isPlanned = shown.plan.state === 'planned'
  return [
    ...(page.may.follow ? followed(running) : []),
    ...(page.may.plan && !isPlanned ? [POSTPONE, NOT] : []),
    ...(page.may.follow ? [ASSIGN] : []),
  ]
}

/** What is not the one thing to do now, and may still be recorded. */
function followed({ page, shown: { plan, due } }: Running): readonly OtherForm[] {
  const lastDoseOn = plan.lastDoseOn === null ? null : day(plan.lastDoseOn)
  const isTested = plan.medicine === 'warfarin' && isStopped(plan, lastDoseOn, page.today)
  const inr = isTested ? [INR] : []
  if (plan.state !== 'planned') return inr
  if (plan.procedureOn > page.today) return [...inr, OUTCOME]
  return due.some(({ step }) => step !== 'procedure') ? [...inr, STEPS] : inr
}

const INR: OtherForm = {
  summary: 'Enter an INR while warfarin is stopped',
  fields: ['inr', ...SECOND_ENTRY, 'method', 'meter', 'stripLot', 'sampledOn', 'inrNote'],
  Form: InrForm,
}
const STEPS: OtherForm = {
  summary: 'Record a step before the procedure',
  fields: ['procedureStep', 'how', 'stepNote'],
  Form: StepForm,
}
const OUTCOME: OtherForm = {
  summary: 'The procedure took place already, or is called off',
  fields: ['outcome', 'doneOn', 'callOffReason', 'outcomeNote'],
  Form: OutcomeForm,
}
const POSTPONE: OtherForm = {
  summary: 'Restart later',
  fields: ['laterOn', 'laterReason', 'laterNote'],
  Form: PostponeForm,
}
const NOT: OtherForm = {
  summary: 'Do not restart',
  fields: ['notReason', 'reviewOn', 'notNote'],
  Form: NotRestartForm,
}
const ASSIGN: OtherForm = {
  summary: 'Hand over the restart',
  fields: ['owner'],
  Form: AssignForm,
}
