import { clinicalDate, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { WRONG_PATIENT_WORDS } from '#register/wrong-patient.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Input } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { SecondInr } from '#web/parts/second-inr.tsx'
import { Select } from '#web/parts/select.tsx'
import { correctResult } from '#workflow/correct-result.ts'
import type { Finding } from '#workflow/outcome.ts'
import { recordWrongPatient } from '#workflow/record-wrong-patient.ts'
import { type ResultToCorrect, resultToCorrect } from '#workflow/result-to-correct.ts'
import { bannerOf } from './banner.tsx'
import { rightPatientHref } from './right-patient.tsx'

/** GET /results/:resultId/correct */
export const correctionPage: PageHandler = (request) => shown(request, [], 200)

/** POST /results/:resultId/correct */
export const postCorrection: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { how, wrongPatient = '', ...typed } = fieldsOf(form)
  const resultId = params['resultId'] ?? ''
  if (how === 'wrong-patient') {
    const { reasonText = '' } = typed
    const fields = { resultId, wrongPatient, reasonText }
    const outcome = await recordWrongPatient.run(house, caller, key, fields)
    if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
    return { kind: 'redirect', to: rightPatientHref(resultId) }
  }
  const fields = { ...typed, ...(how !== undefined && { how }), resultId }
  const outcome = await correctResult.run(house, caller, key, fields)
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  const { taskId, patientId } = outcome
  return { kind: 'redirect', to: taskId === null ? `/patients/${patientId}` : `/tasks/${taskId}` }
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const asked = await resultToCorrect(house, caller, { resultId: params['resultId'] ?? '' })
  if (asked.kind === 'refused') return refusalPage(asked)
  const { patient, today } = asked
  return {
    kind: 'page',
    status,
    title: 'Correct a result',
    place: 'none',
    banner: bannerOf(patient, today, `/patients/${patient.id}`),
    errors: findings,
    main: <Correction asked={asked} request={request} findings={findings} />,
  }
}

type Props = {
  readonly asked: ResultToCorrect
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}

function Correction({ asked: { result }, request, findings }: Props) {
  const typed = fieldsOf(request.form)
  return (
    <>
      <h1>Correct a result</h1>
      <p>
        INR {formatInr(result)} of {clinicalDate(day(result.sampledOn))}. It stays in the record
        with what takes its place. A dose that was decided on it is looked at by an authorised
        person.
      </p>
      <form action={`/results/${result.id}/correct`} method="post" noValidate data-submit-once>
        <FormGuard csrf={request.csrf} requestKey={request.key} />
        <Radios
          id="how"
          name="how"
          legend="What is wrong"
          error={errorOf(findings, 'how')}
          value={typed['how']}
          small
          choices={[
            {
              value: 'correct',
              text: 'The INR is another',
              conditional: <CorrectInr typed={typed} findings={findings} />,
            },
            {
              value: 'wrong-patient',
              text: "It is another patient's: it was recorded on the wrong patient",
              conditional: <HowItHappened typed={typed} findings={findings} />,
            },
            { value: 'void', text: 'It is not a result: void it' },
          ]}
        />
        <Input
          id="reasonText"
          name="reasonText"
          label="Why"
          value={typed['reasonText']}
          error={errorOf(findings, 'reasonText')}
        />
        <Button>Save the correction</Button>
      </form>
    </>
  )
}

type InrProps = Pick<Props, 'findings'> & { readonly typed: Readonly<Record<string, string>> }

/** Counted, so that the causes can be looked at. */
const HowItHappened = ({ typed, findings }: InrProps) => (
  <Select
    id="wrongPatient"
    name="wrongPatient"
    label="How it came to this patient"
    options={[
      { value: '', text: 'Choose' },
      ...Object.entries(WRONG_PATIENT_WORDS).map(([value, text]) => ({ value, text })),
    ]}
    value={typed['wrongPatient']}
    error={errorOf(findings, 'wrongPatient')}
  />
)

/** Typed twice, the second time without being pasted. */
const CorrectInr = ({ typed, findings }: InrProps) => (
  <>
    <Input
      id="inr"
      name="inr"
      label="INR"
      width={4}
      value={typed['inr']}
      error={errorOf(findings, 'inr')}
      autoComplete="off"
    />
    <SecondInr label="INR once more" error={errorOf(findings, 'inrAgain')} />
  </>
)
