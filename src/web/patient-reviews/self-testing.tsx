import { clinicalDate, type Day, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import {
  COMPARED_WITH_WORDS,
  type SelfTestCheck,
  selfTestStop,
  TESTER_WORDS,
} from '#register/self-testing.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import {
  ChoiceField,
  DayField,
  linkedFindings,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { checkSelfTesting } from '#workflow/check-self-testing.ts'
import { type SelfTestingPage, selfTestingPage } from '#workflow/teaching-page.ts'
import { educationHref, selfTestingHref } from './addresses.ts'

/** GET: whether this person may test at home, and the form of a check. */
export const selfTestingShown: PageHandler = async (request) =>
  await shown(request, { values: {}, findings: [] }, 200)

/** POST: a check; what was typed stays when it is refused. */
export const selfTestingPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = fieldsOf(form)
  const asked = { ...values, patientId: patientIn(params) }
  const outcome = await checkSelfTesting.run(house, caller, key, asked)
  if (outcome.kind === 'done') return { kind: 'redirect', to: selfTestingHref(patientIn(params)) }
  return await shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await selfTestingPage(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, today } = page
  return {
    kind: 'page',
    status,
    title: 'Self-testing',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: linkedFindings(form.findings, ['checkedOn']),
    main: (
      <>
        <BackLink href={patientHref(patient.id)} />
        <h1>Self-testing</h1>
        <Standing page={page} />
        <CheckForm page={page} request={request} form={form} />
        <Checks page={page} />
        <p>
          <a href={educationHref(patient.id)}>Education</a>
        </p>
      </>
    ),
  }
}

type Props = { readonly page: SelfTestingPage }

/** Whether the own meter's results are dosed on today. */
function Standing({ page: { until, today } }: Props) {
  const stop = selfTestStop(until, today)
  if (stop === undefined && until !== null) {
    return <p>Results of the own meter are dosed on until {clinicalDate(until)}.</p>
  }
  return (
    <InsetText>
      <p>{stop}</p>
    </InsetText>
  )
}

type FormProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

const YES_NO = { yes: 'Yes', no: 'No' } as const

function CheckForm({ page, request, form }: FormProps) {
  const values = { ...atFirst(page), ...form.values }
  const filled = { ...form, values }
  return (
    <PostForm
      action={selfTestingHref(page.patient.id)}
      csrf={request.csrf}
      requestKey={request.key}
      draftPatient={page.patient.id}
      className="evk-narrow"
    >
      <h2>Record a check</h2>
      <ChoiceField
        form={filled}
        name="tester"
        legend={{ text: 'Who tests', size: 's' }}
        words={TESTER_WORDS}
        inline
      />
      <TextField form={filled} name="meter" label="Own meter: make and serial number" width={20} />
      <ChoiceField
        form={filled}
        name="comparedWith"
        legend={{ text: 'Compared with', size: 's' }}
        words={COMPARED_WITH_WORDS}
      />
      <div className="evk-row">
        <TextField form={filled} name="own" label="INR of the own meter" width={4} />
        <TextField
          form={filled}
          name="reference"
          label="INR it was compared with"
          hint="Between 1.5 and 4.5"
          width={4}
        />
      </div>
      <ChoiceField
        form={filled}
        name="technique"
        legend={{ text: 'The test was done well before our eyes', size: 's' }}
        words={YES_NO}
        inline
      />
      <ChoiceField
        form={filled}
        name="knowsRules"
        legend={{ text: 'Knows when to ring, and changes no dose without us', size: 's' }}
        words={YES_NO}
        inline
      />
      <DayField form={filled} name="checkedOn" legend="Checked on" />
      <NoteField form={filled} name="note" label="Notes" rows={2} />
      <Button>Save check</Button>
    </PostForm>
  )
}

const atFirst = ({ today, checks }: SelfTestingPage) => ({
  ...typedBoxes('checkedOn', today),
  meter: checks[0]?.details.meter ?? '',
})

function Checks({ page: { checks } }: Props) {
  if (checks.length === 0) return null
  return (
    <Table
      caption="Checks"
      compact
      responsive
      columns={[
        { heading: 'When' },
        { heading: 'Meter' },
        { heading: 'Compared' },
        { heading: 'Answer' },
        { heading: 'By' },
      ]}
      rows={checks.map(({ id, details, competentUntil, recordedByName }) => ({
        key: id,
        cells: [
          clinicalDate(details.checkedOn),
          details.meter,
          comparedInWords(details),
          answerInWords(details, competentUntil === null ? null : day(competentUntil)),
          recordedByName,
        ],
      }))}
    />
  )
}

const comparedInWords = ({ own, reference, agrees, comparedWith }: SelfTestCheck): string =>
  `${formatInr(own)} and ${formatInr(reference)} (${COMPARED_WITH_WORDS[comparedWith].toLowerCase()}): ${agrees ? 'agree' : 'do not agree'}`

function answerInWords({ technique, knowsRules }: SelfTestCheck, until: Day | null): string {
  if (until !== null) return `May test at home until ${clinicalDate(until)}`
  const why = [
    ...(technique ? [] : ['the test was not done well']),
    ...(knowsRules ? [] : ['the rules are not known']),
  ]
  return `May not test at home${why.length === 0 ? '' : `: ${why.join(', ')}`}`
}
