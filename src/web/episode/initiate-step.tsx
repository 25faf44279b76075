import { addDays, clinicalDate, type Day, weekday } from '#base/day.ts'
import type { ProtocolTable } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import {
  ANTIPLATELET_ANSWERS,
  BASELINE_TEST_WORDS,
  BASELINE_TESTS,
  CHECKLIST_STATEMENTS,
  STATEMENTS,
  WARFARIN_REASONS,
} from '#register/initiation-checklist.ts'
import { faultsOfFirstDay, PLANNED_AHEAD_DAYS } from '#register/initiation-start.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Table } from '#web/parts/table.tsx'
import {
  ChoiceField,
  DayField,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { startInitiation } from '#workflow/start-initiation.ts'
import type { CourseStep, StepProps } from './step-page.tsx'
import { WashoutFields } from './washout-fields.tsx'

/** Starts warfarin by an initiation protocol. */
export const initiate: CourseStep = {
  name: 'initiate',
  title: 'Start warfarin by a protocol',
  button: 'Start by this protocol',
  act: startInitiation,
  dates: ['firstOn', 'baselineInrOn', ...BASELINE_TESTS.map((test) => `${test}On`)],
  initial: () => ({}),
  Fields: InitiateFields,
}

type Part = { readonly form: TypedForm }

function InitiateFields(props: StepProps) {
  const { form, today } = props
  return (
    <>
      <WashoutFields {...props} />
      <Why form={form} />
      <Statements form={form} />
      <Baseline form={form} />
      <Protocol form={form} today={today} />
    </>
  )
}

function Why({ form }: Part) {
  return (
    <>
      <h2>Why warfarin</h2>
      <ChoiceField
        form={form}
        name="whyWarfarin"
        legend="Why warfarin and not a DOAC"
        hint="A DOAC is the first choice in atrial fibrillation (NICE NG196)"
        words={WARFARIN_REASONS}
      />
      <NoteField form={form} name="whyNote" label="What was discussed with the patient" rows={2} />
      <ChoiceField
        form={form}
        name="antiplatelets"
        legend="Antiplatelets and NSAIDs"
        hint="Usually stopped, at the latest when the INR is in range"
        words={ANTIPLATELET_ANSWERS}
      />
    </>
  )
}

/** Each statement is ticked by itself: none is ticked for anybody. */
function Statements({ form }: Part) {
  return (
    <>
      <h2>Before the first dose</h2>
      {CHECKLIST_STATEMENTS.map((name) => (
        <Checkboxes
          key={name}
          id={name}
          name={name}
          small
          values={form.values[name] === 'yes' ? ['yes'] : []}
          error={errorOf(form.findings, name)}
          choices={[{ value: 'yes', text: STATEMENTS[name] }]}
        />
      ))}
    </>
  )
}

function Baseline({ form }: Part) {
  return (
    <>
      <h2>Baseline tests</h2>
      <TextField
        form={form}
        name="baselineInr"
        label="Baseline INR"
        hint="Below 1.4 to start; above 1.2 with haematology advice"
        width={4}
        inputMode="decimal"
      />
      <DayField form={form} name="baselineInrOn" legend="Baseline INR taken on" />
      <TextField
        form={form}
        name="haematologyAdvice"
        label="Haematology advice, if the baseline INR is above 1.2"
      />
      {BASELINE_TESTS.map((test) => (
        <DayField
          key={test}
          form={form}
          name={`${test}On`}
          legend={`${BASELINE_TEST_WORDS[test]} taken on`}
        />
      ))}
    </>
  )
}

const PROTOCOLS = Object.values(INITIATION_TABLES)

const PROTOCOL_WORDS = Object.fromEntries(
  PROTOCOLS.map(({ id, name, status, providers }) => [
    id,
    [
      name,
      ...(status === 'unverified' ? ['not verified: only after the check of this site'] : []),
      ...(providers.includes('gp-practice') ? [] : ['hospital clinics only']),
    ].join('; '),
  ]),
)

function Protocol({ form, today }: Part & { readonly today: Day }) {
  return (
    <>
      <h2>Protocol and first day</h2>
      <ChoiceField form={form} name="protocol" legend="Protocol" words={PROTOCOL_WORDS} />
      <DayField
        form={form}
        name="firstOn"
        legend="Day of the first dose"
        hint={`Today or in the next ${PLANNED_AHEAD_DAYS} days. The tests are on fixed days from here on: a day early or late goes to a person.`}
      />
      <Checkboxes
        id="testsAtWeekends"
        name="testsAtWeekends"
        small
        values={form.values['testsAtWeekends'] === 'yes' ? ['yes'] : []}
        choices={[{ value: 'yes', text: 'Somebody here tests and doses at weekends' }]}
      />
      <Details summary="First days with every test on a working day">
        <FirstDays today={today} />
      </Details>
    </>
  )
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const inWords = (on: Day): string => `${WEEKDAYS[weekday(on) - 1]} ${clinicalDate(on)}`

/** For each slow protocol the first days, of those that may be planned now, that need nobody at a weekend. */
function FirstDays({ today }: { readonly today: Day }) {
  return (
    <Table
      compact
      columns={[{ heading: 'Protocol' }, { heading: 'First day' }]}
      rows={PROTOCOLS.filter(({ pace }) => pace === 'slow').map((table) => ({
        key: table.id,
        cells: [table.name, workingFirstDays(table, today).map(inWords).join(', ')],
      }))}
      caption="First days"
      captionHidden
    />
  )
}

const workingFirstDays = (table: ProtocolTable, today: Day): readonly Day[] =>
  Array.from({ length: PLANNED_AHEAD_DAYS + 1 }, (_, nth) => addDays(today, nth)).filter(
    (on) => faultsOfFirstDay(table, on, false).length === 0,
  )
