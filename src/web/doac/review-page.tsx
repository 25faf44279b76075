import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import { type DoacReviewPage, doacReviewPage } from '#workflow/doac-review-page.ts'
import { recordDoacTold } from '#workflow/record-doac-told.ts'
import { doacReviewHref, doacTaskHref } from './addresses.ts'
import { TAKEN_BACK } from './doac-facts.tsx'
import { ReviewFacts } from './review-facts.tsx'
import { ToldFields } from './told-fields.tsx'

/** GET /doac-reviews/:reviewId - a saved review, and whether the patient has been told. */
export const reviewPage: PageHandler = (request) =>
  reply(request, { values: {}, findings: [] }, 200)

/** POST /doac-reviews/:reviewId/told */
export const postReviewTold: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const reviewId = params['reviewId'] ?? ''
  const typed = fieldsOf(form)
  const outcome = await recordDoacTold.run(house, caller, key, { ...typed, reviewId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: doacReviewHref(reviewId) }
  return reply(request, { values: typed, findings: outcome.findings }, outcome.status)
}

async function reply(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await doacReviewPage(house, caller, { reviewId: params['reviewId'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { patient, review, task } = shown
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Review',
    place: 'none',
    banner: bannerOf(patient, shown.today, home),
    errors: form.findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={home} />
        <h1>{shown.isNewest ? 'Review saved' : 'Earlier review'}</h1>
        {task !== null && (
          <InsetText>
            <p>
              A prescriber has this: <a href={doacTaskHref(task.id)}>{task.title}</a>
            </p>
          </InsetText>
        )}
        {review.measureTakenBack && (
          <InsetText>
            <p>{TAKEN_BACK}</p>
          </InsetText>
        )}
        <Told shown={shown} form={form} request={request} />
        <ReviewFacts shown={shown} />
        <p className="evk-line evk-no-print">
          <a href={home}>Back to the patient</a>
          <a href="/clinic">Clinic list</a>
        </p>
        <p className="nhsuk-hint">Review {review.sequence} of this course.</p>
      </div>
    ),
  }
}

type ToldProps = {
  readonly shown: DoacReviewPage
  readonly form: TypedForm
  readonly request: PageRequest
}

/** What was decided is given only when the patient knows it (H16). */
function Told({ shown: { review, isNewest, task }, form, request }: ToldProps) {
  if (review.isTold) return <p>The patient has been told.</p>
  const isDecided = task === null || task.state === 'closed'
  if (!isNewest || !isDecided) return null
  return (
    <>
      {review.isLetterSent && <LetterTellsNobody />}
      <PostForm
        action={`${doacReviewHref(review.id)}/told`}
        csrf={request.csrf}
        requestKey={request.key}
      >
        <ToldFields form={form} mayWait={false} />
        <Button>Save how it was told</Button>
      </PostForm>
    </>
  )
}

const LetterTellsNobody = () => (
  <WarningCallout heading="Letter sent, patient not told">
    <p>
      A letter comes days later, and nobody knows that it was read. Telephone the patient, have the
      dose read back, and save that here.
    </p>
  </WarningCallout>
)
