import { restartAfter } from '#clinical/procedure/days-without.ts'
import { BLEEDING_WORDS, HEPARIN_WORDS } from '#register/procedure-order.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  ChoiceField,
  DayField,
  HiddenField,
  ListField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { moveHref, procedureHref } from './addresses.ts'
import { PlanDates } from './plan-dates.tsx'
import type { PlanState } from './plan-state.ts'

/** One form for a new plan and for one that moves: what is done, then the dates worked out for it, then confirm. */
export function PlanForm({ state }: { readonly state: PlanState }) {
  const { page, form, proposal, isMove } = state
  const { id } = page.patient
  return (
    <PostForm
      action={isMove ? moveHref(id) : procedureHref(id)}
      csrf={state.csrf}
      requestKey={state.key}
      draftPatient={id}
      className="nhsuk-u-reading-width"
    >
      <HiddenField form={form} name="version" />
      <Order state={state} />
      {proposal === null ? (
        <Button name="step" value="propose">
          Work out the dates
        </Button>
      ) : (
        <>
          <Button name="step" value="propose" variant="secondary" small>
            Work out the dates again
          </Button>
          <PlanDates state={state} proposal={proposal} />
          {!isMove && <Owner state={state} />}
          <Button name="step" value="confirm">
            {isMove ? 'Confirm the new dates' : 'Confirm the plan'}
          </Button>
        </>
      )}
    </PostForm>
  )
}

function Order({ state: { page, form } }: { readonly state: PlanState }) {
  const medicine = page.facts?.medicine ?? 'warfarin'
  return (
    <>
      <TextField form={form} name="what" label="Which procedure" />
      <DayField form={form} name="procedureOn" legend="Day of the procedure" />
      <TextField
        form={form}
        name="askedBy"
        label="Who asked for the plan"
        hint="Department and person, with a telephone number"
      />
      <ChoiceField
        form={form}
        name="bleeding"
        legend="Risk of bleeding of the procedure, as the department says"
        words={BLEEDING_WORDS}
      />
      {medicine === 'warfarin' ? (
        <Heparin form={form} />
      ) : (
        <OfDoac form={form} medicine={medicine} />
      )}
    </>
  )
}

/** Asked of warfarin that is stopped; a minor procedure needs no answer. */
function Heparin({ form }: { readonly form: TypedForm }) {
  return (
    <>
      <ChoiceField
        form={form}
        name="heparin"
        legend="Heparin between, when warfarin is stopped"
        hint="For those at high risk of a clot only. The dose is not worked out here."
        words={HEPARIN_WORDS}
      />
      <TextField form={form} name="heparinBy" label="Who decided that" />
    </>
  )
}

type DoacProps = {
  readonly form: TypedForm
  readonly medicine: Parameters<typeof restartAfter>[0]
}

function OfDoac({ form, medicine }: DoacProps) {
  const { days, says } = restartAfter(medicine, 'high')
  const words = Object.fromEntries(days.map((after) => [`${after}`, `${after} days after`]))
  const isAsked =
    form.findings.some(({ field }) => field === 'daysWithout' || field === 'advisedBy') ||
    (form.values['daysWithout'] ?? '') !== ''
  return (
    <>
      <ChoiceField
        form={form}
        name="restartAfter"
        legend="Restart after a procedure with a high risk of bleeding"
        hint={`${says} Not asked for any other.`}
        words={words}
        inline
      />
      {isAsked && (
        <>
          <TextField
            form={form}
            name="daysWithout"
            label="Days without a dose, as advised"
            hint="No number that is checked here applies"
            width={2}
            inputMode="numeric"
          />
          <TextField form={form} name="advisedBy" label="Who gave this number" />
        </>
      )}
      <p className="nhsuk-hint">
        Heparin is not given between doses of {medicine}. Source: PAUSE 2019; NHS Forth Valley.
      </p>
    </>
  )
}

function Owner({ state: { page, form } }: { readonly state: PlanState }) {
  const words = Object.fromEntries(page.owners.map(({ id, name }) => [id, name]))
  return (
    <ListField
      form={form}
      name="owner"
      label="Who sees to it that treatment is taken again"
      words={words}
      none="Choose a person"
    />
  )
}
