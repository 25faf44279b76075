import { londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { ListField, TextField } from '#web/register/typed-form.tsx'
import { addEarlierResult, earlierResultPage } from '#workflow/add-earlier-result.ts'
import type { Finding } from '#workflow/outcome.ts'
import { bannerOf } from './banner.tsx'
import { IdentityOn, InrTwice, WhenSampled } from './sample-fields.tsx'

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

function EarlierForm({ request, home, findings }: FormProps) {
  const form = { values: fieldsOf(request.form), findings }
  return (
    <PostForm action={`${home}/earlier-result`} csrf={request.csrf} requestKey={request.key}>
      <IdentityOn form={form} paper="letter" />
      <InrTwice form={form} />
      <ListField
        form={form}
        name="method"
        label="How it was measured"
        words={METHOD_WORDS}
        none="Choose"
      />
      <WhenSampled form={form} time="Time, if known" />
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
