import { formatMg } from '#clinical/dose.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Input } from '#web/parts/input.tsx'
import type { PatientPage } from '#workflow/patient-page.ts'
import { type Conversation, errorOf } from './conversation-state.ts'

/** Step 1, and the one statement that answers all seven questions when there is nothing to report. */
export function Identity({ state }: { readonly state: Conversation }) {
  const { typed, page } = state
  const statement = statementOf(page)
  return (
    <>
      <Input
        id="identity"
        name="identity"
        label="Initials and year of birth, said by the patient, like MH 1942"
        width={10}
        value={typed.identity}
        error={errorOf(state, 'identity')}
        autoComplete="off"
        attributes={{
          autoFocus: state.suggested === null && state.findings.length === 0,
          'data-no-paste': true,
          'data-no-draft': true,
        }}
      />
      {isFirstDose(page) && <StatedDose state={state} />}
      <Checkboxes
        id="nothingToReport"
        name="nothingToReport"
        small
        values={typed.nothingToReport === 'yes' ? ['yes'] : []}
        error={errorOf(state, 'nothingToReport')}
        choices={[{ value: 'yes', text: statement }]}
      />
    </>
  )
}

/** No dose has been decided here, and the plan does not say what the patient takes. */
const isFirstDose = ({ course }: PatientPage): boolean => course?.dose.dailyUg === 'not-known'

function StatedDose({ state }: { readonly state: Conversation }) {
  return (
    <Input
      id="currentDose"
      name="currentDose"
      label="Dose that the patient takes now, mg a day"
      hint="No dose has been decided here yet. Ask, and look at the yellow book."
      width={5}
      inputMode="decimal"
      value={state.typed.currentDose}
      error={errorOf(state, 'currentDose')}
      autoComplete="off"
    />
  )
}

/** The statement says each of the seven answers, so that ticking it is an answer to each. */
function statementOf({ course, patient }: PatientPage): string {
  const taken = course?.dose.yesterdayUg
  const dose = taken === undefined || taken === 'not-known' ? 'that dose' : formatMg(taken)
  const took = taken === 0 ? 'took no warfarin yesterday' : `took ${dose} yesterday`
  const pregnancy = patient.details.sex === 'male' ? '' : ', not pregnant'
  return `The patient says: ${took} as planned, missed none in 7 days, no bleeding or bruising, no medicine changed, no illness or change of alcohol or diet, no procedure planned${pregnancy}.`
}
