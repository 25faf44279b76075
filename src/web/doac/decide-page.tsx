import { capitalised } from '#base/capitalised.ts'
import { clinicalInstant } from '#base/day.ts'
import { nextReviewWithin } from '#clinical/doac/monitoring-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import {
  ChoiceField,
  DayField,
  linkedFindings,
  NoteField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { DOAC_DECISIONS, decideDoacReview } from '#workflow/decide-doac-review.ts'
import { type DoacReviewPage, doacReviewPage } from '#workflow/doac-review-page.ts'
import { doacReviewHref, doacTaskHref } from './addresses.ts'
import { ReviewFacts } from './review-facts.tsx'

/** GET /doac-tasks/:taskId - what a review found, and what a prescriber decides about it. */
export const decidePage: PageHandler = (request) =>
  reply(request, { values: {}, findings: [] }, 200)

/** POST /doac-tasks/:taskId */
export const postDecision: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const taskId = params['taskId'] ?? ''
  const typed = fieldsOf(form)
  const outcome = await decideDoacReview.run(house, caller, key, { ...typed, taskId })
  if (outcome.kind === 'refused') {
    return reply(request, { values: typed, findings: outcome.findings }, outcome.status)
  }
  const shown = await doacReviewPage(house, caller, { taskId })
  const to = shown.kind === 'refused' ? doacTaskHref(taskId) : doacReviewHref(shown.review.id)
  return { kind: 'redirect', to }
}

async function reply(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await doacReviewPage(house, caller, { taskId: params['taskId'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { patient, task } = shown
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Decision on a review',
    place: 'worklists',
    banner: bannerOf(patient, shown.today, home),
    errors: linkedFindings(form.findings, ['nextReviewOn']),
    main: (
      <>
        <BackLink href={home} />
        <h1>{capitalised(task?.title ?? 'Review')}</h1>
        {task !== null && (
          <p className="evk-line">
            <Tag colour={task.state === 'closed' ? 'grey' : 'orange'}>
              {task.state === 'closed'
                ? `Closed: ${task.closingCode?.replaceAll('-', ' ')}`
                : 'Waits for a prescriber'}
            </Tag>
            <span>
              opened by {task.openedByName}, {clinicalInstant(task.openedAt)}
            </span>
            <span>due {clinicalInstant(task.dueAt)}</span>
          </p>
        )}
        <div className="evk-patient">
          <section aria-labelledby="found">
            <h2 id="found">What the review found</h2>
            <ReviewFacts shown={shown} />
          </section>
          <Decide shown={shown} form={form} request={request} />
        </div>
      </>
    ),
  }
}

type DecideProps = {
  readonly shown: DoacReviewPage
  readonly form: TypedForm
  readonly request: PageRequest
}

function Decide({ shown, form, request }: DecideProps) {
  const { task, mayDecide, patient, monitoring } = shown
  if (task === null || task.state === 'closed') return null
  if (!mayDecide) {
    return (
      <InsetText>
        <p>
          A prescriber must decide this, and has it on the worklist with its clock. Tell one of them
          now.
        </p>
      </InsetText>
    )
  }
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">What is decided</h2>
      <p>
        <a href={`/patients/${patient.id}/plan`}>Open the treatment plan</a> to change the dose, or
        to suspend or end treatment, before you decide here.
      </p>
      <PostForm action={doacTaskHref(task.id)} csrf={request.csrf} requestKey={request.key}>
        <input type="hidden" name="version" value={task.version} />
        <ChoiceField form={form} name="decision" legend="Decision" words={DOAC_DECISIONS} />
        <NoteField form={form} name="note" label="Why, in words" rows={2} />
        <DayField
          form={form}
          name="nextReviewOn"
          legend="Next review"
          hint={`When the dose stands or has been changed: ${nextReviewWithin(monitoring)}`}
        />
        <Button>Save the decision</Button>
      </PostForm>
    </section>
  )
}
