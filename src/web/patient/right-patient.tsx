import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { wordOf } from '#base/word-of.ts'
import { formatInr } from '#clinical/inr.ts'
import { WRONG_PATIENT_WORDS } from '#register/wrong-patient.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { type FoundPeople, findPatients } from '#workflow/find-patients.ts'
import { type MisfiledResult, misfiledResult } from '#workflow/misfiled-result.ts'
import { nameRightPatient } from '#workflow/name-right-patient.ts'
import type { Finding } from '#workflow/outcome.ts'
import { bannerOf } from './banner.tsx'
import { FindRecord, FoundRecords, othersOf } from './find-record.tsx'

/** Where it is said whose a result is that was recorded on the wrong patient. */
export const rightPatientHref = (resultId: string): string => `/results/${resultId}/right-patient`

/** GET /results/:resultId/right-patient */
export const rightPatientPage: PageHandler = (request) => shown(request, null, [], 200)

/** POST /results/:resultId/right-patient - finds people, or says which of them it is. */
export const postRightPatient: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const found = await findPatients(house, caller, { who: field(form, 'who') })
  if (found.kind === 'refused') return shown(request, null, found.findings, found.status)
  if (field(form, 'step') === 'find') return shown(request, found, [], 200)
  const { patientId = '', identity = '' } = fieldsOf(form)
  const resultId = params['resultId'] ?? ''
  const outcome = await nameRightPatient.run(house, caller, key, { resultId, patientId, identity })
  if (outcome.kind === 'refused') return shown(request, found, outcome.findings, outcome.status)
  return { kind: 'redirect', to: `/patients/${outcome.patientId}` }
}

async function shown(
  request: PageRequest,
  found: FoundPeople | null,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const asked = await misfiledResult(house, caller, { resultId: params['resultId'] ?? '' })
  if (asked.kind === 'refused') return refusalPage(asked)
  const { patient, today } = asked
  return {
    kind: 'page',
    status,
    title: 'Whose result is it?',
    place: 'none',
    banner: bannerOf(patient, today, `/patients/${patient.id}`),
    errors: findings,
    main: <RightPatient asked={asked} request={request} found={found} findings={findings} />,
  }
}

type Props = {
  readonly asked: MisfiledResult
  readonly request: PageRequest
  readonly found: FoundPeople | null
  readonly findings: readonly Finding[]
}

function RightPatient(props: Props) {
  const { asked } = props
  const { misfiled, result } = asked
  return (
    <div className="nhsuk-u-reading-width">
      <h1>Whose result is it?</h1>
      <p>
        INR {formatInr(result)} of {clinicalDate(day(result.sampledOn))} was recorded on the patient
        named above by mistake and is void there. How it happened:{' '}
        {wordOf(WRONG_PATIENT_WORDS, misfiled.reason)}. Said by {misfiled.byName},{' '}
        {clinicalInstant(misfiled.at)}.
      </p>
      {asked.isSettled ? <Known asked={asked} /> : <Name {...props} />}
      <p>
        <a href={`/tasks/${misfiled.taskId}`}>
          {misfiled.decisionId === null
            ? 'The task of this record'
            : 'A dose was decided on it here: open the task'}
        </a>
      </p>
    </div>
  )
}

const Known = ({ asked: { misfiled } }: Pick<Props, 'asked'>) => (
  <InsetText>
    <p>
      It has been said whose it is. <a href={`/patients/${misfiled.ownerId}`}>Open that patient</a>
    </p>
  </InsetText>
)

/** Found, chosen, and then known by what is typed: a click alone opens no record for a result (H01). */
function Name({ asked, request, found, findings }: Props) {
  const { csrf, key, form } = request
  const typed = fieldsOf(form)
  const action = rightPatientHref(asked.result.id)
  const others = found === null ? [] : othersOf(found, asked.patient.id)
  return (
    <>
      <p>
        If it is not known yet, leave this page: the task stays open until it is. The result is
        entered at the right patient as a visit. The dose that was decided here is not taken along.
      </p>
      <FindRecord
        action={action}
        csrf={csrf}
        who={typed['who']}
        label="Find the right patient"
        findings={findings}
      />
      {found !== null && others.length === 0 && <p>Nobody found.</p>}
      {found !== null && others.length > 0 && (
        <PostForm action={action} csrf={csrf} requestKey={key}>
          <input type="hidden" name="who" value={typed['who'] ?? ''} />
          <FoundRecords
            found={found}
            legend="Whose result it is"
            name="patientId"
            notThis={asked.patient.id}
            value={typed['patientId']}
            findings={findings}
          />
          <Input
            id="identity"
            name="identity"
            label="Initials and year of birth of that patient, like MH 1942"
            hint="From the patient, the sample or the meter, not from the list above"
            width={10}
            error={errorOf(findings, 'identity')}
            autoComplete="off"
            attributes={{ 'data-no-paste': true, 'data-no-draft': true }}
          />
          <Button name="step" value="name">
            Enter it at this patient
          </Button>
        </PostForm>
      )}
    </>
  )
}
