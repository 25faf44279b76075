import { londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { SecondInr } from '#web/parts/second-inr.tsx'
import { ChoiceField, DayField, ListField, TextField } from '#web/register/typed-form.tsx'
import { addEarlierResult, earlierResultPage } from '#workflow/add-earlier-result.ts'
import type { Finding } from '#workflow/outcome.ts'
import { bannerOf } from './banner.tsx'
import { SAMPLED_HOURS } from './inr-entry.tsx'

export const earlierHref = (patientId: string): string => `/patients/${patientId}/earlier-result`

/** GET /patients/:patientId/earlier-result - a result of the past, on which nobody is dosed. */
export const earlierResult: PageHandler = (request) => shown(request, [], 200)

/** POST /patients/:patientId/earlier-result */
export const postEarlierResult: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const fields = { ...fieldsOf(form), patientId: params['patientId'] ?? '' }
  const outcome = await addEarlierResult.run(house, caller, key, fields)
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  const { taskId, patientId } = outcome
  return {
    kind: 'redirect',
    to: taskId === null ? `/patients/${patientId}/visits` : `/tasks/${taskId}`,
  }
}

const METHOD_WORDS = {
  laboratory: 'Laboratory',
  'provider-meter': 'A meter of a service',
  'own-meter': "Patient's meter",
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const asked = await earlierResultPage(house, caller, { patientId: params['patientId'] ?? '' })
  if (asked.kind === 'refused') return refusalPage(asked)
  const { patient } = asked
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Add an earlier result',
    place: 'none',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    errors: findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={`${home}/visits`} />
        <h1>Add an earlier result</h1>
        <p>
          It goes on the chart and into time in range, and nobody is dosed on it. A result of today,
          or one that is new enough to dose on, is <a href={home}>entered as a visit</a>.
        </p>
        <EarlierForm request={request} home={home} findings={findings} />
      </div>
    ),
  }
}

type FormProps = {
  readonly request: PageRequest
  readonly home: string
  readonly findings: readonly Finding[]
}

/** Whose it is and the second reading come from the letter each time, never from the page itself. */
const TYPED_ANEW = { 'data-no-paste': true, 'data-no-draft': true } as const

function EarlierForm({ request, home, findings }: FormProps) {
  const form = { values: fieldsOf(request.form), findings }
  const anew = { form: { ...form, values: {} }, attributes: TYPED_ANEW }
  const isTwice =
    form.values['sampledHour'] !== undefined || errorOf(findings, 'sampledHour') !== undefined
  return (
    <PostForm action={`${home}/earlier-result`} csrf={request.csrf} requestKey={request.key}>
      <TextField
        {...anew}
        name="identity"
        label="Initials and year of birth on the letter, like MH 1942"
        width={10}
      />
      <TextField form={form} name="inr" label="INR" width={4} inputMode="decimal" />
      <SecondInr label="INR once more" error={errorOf(findings, 'inrAgain')} />
      <ListField
        form={form}
        name="method"
        label="How it was measured"
        words={METHOD_WORDS}
        none="Choose"
      />
      <DayField form={form} name="sampledOn" legend="Date of the sample" />
      <TextField
        form={form}
        name="sampledTime"
        label="Time, if known"
        hint="Like 09:40"
        width={5}
      />
      {isTwice && (
        <ChoiceField
          form={form}
          name="sampledHour"
          legend="Which of the two?"
          words={SAMPLED_HOURS}
          inline
        />
      )}
      <TextField
        form={form}
        name="fromNote"
        label="Where it comes from"
        hint="Like: discharge letter of Hallam Hospital, 3 November"
      />
      <Button>Add to the record</Button>
    </PostForm>
  )
}
