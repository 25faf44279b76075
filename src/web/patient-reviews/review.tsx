import { clinicalDate, day } from '#base/day.ts'
import { dayFieldOf, MEASUREMENT_GROUPS } from '#register/measured.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref, planHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import { HiddenField, linkedFindings, type TypedForm } from '#web/register/typed-form.tsx'
import { type ReviewPage, reviewPage } from '#workflow/review-page.ts'
import { reviewTreatment } from '#workflow/review-treatment.ts'
import { reviewHref } from './addresses.ts'
import { Figures, PastReviews } from './past-reviews.tsx'
import { DecisionFields, MeasuredFields, QuestionFields } from './review-fields.tsx'

const DAYS = ['nextReviewOn', ...MEASUREMENT_GROUPS.map(dayFieldOf)]

/** GET: the figures of the year and the form of the review. */
export const reviewShown: PageHandler = async (request) =>
  await shown(request, { values: {}, findings: [] }, 200)

/** POST: the review of this patient's running course and no other (H01); what was typed stays when it is refused. */
export const reviewPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const page = await reviewPage(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const values = fieldsOf(form)
  const asked = { ...values, episodeId: page.course?.episode.id ?? '' }
  const outcome = await reviewTreatment.run(house, caller, key, asked)
  if (outcome.kind === 'done') return { kind: 'redirect', to: planHref(patientIn(params)) }
  return await shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await reviewPage(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, today, course, reviews } = page
  return {
    kind: 'page',
    status,
    title: 'Review of treatment',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: linkedFindings(form.findings, DAYS),
    main: (
      <>
        <BackLink href={patientHref(patient.id)} />
        <h1>Review of treatment</h1>
        {course === null ? (
          <p>No treatment to review.</p>
        ) : (
          <>
            <p>{lastInWords(page)}</p>
            <Figures figures={course.figures} />
            <Form page={page} course={course} request={request} form={form} />
          </>
        )}
        {reviews.length > 0 && (
          <Details summary={`Reviews before: ${reviews.length}`}>
            <PastReviews reviews={reviews} />
          </Details>
        )}
      </>
    ),
  }
}

function lastInWords({ reviews, course }: ReviewPage): string {
  const last = reviews[0]
  const duration = course?.episode.plan.duration
  const due =
    duration?.kind === 'long-term' ? ` This one is due on ${clinicalDate(duration.reviewOn)}.` : ''
  return last === undefined
    ? `No review is recorded here yet.${due}`
    : `Last reviewed on ${clinicalDate(day(last.reviewedOn))} by ${last.recordedByName}.${due}`
}

type Course = NonNullable<ReviewPage['course']>
type FormProps = {
  readonly page: ReviewPage
  readonly course: Course
  readonly request: PageRequest
  readonly form: TypedForm
}

function Form({ page, course, request, form }: FormProps) {
  const { episode, figures } = course
  const filled = { ...form, values: { ...form.values, version: `${episode.version}` } }
  return (
    <PostForm
      action={reviewHref(page.patient.id)}
      csrf={request.csrf}
      requestKey={request.key}
      draftPatient={page.patient.id}
    >
      <HiddenField form={filled} name="version" />
      <QuestionFields form={filled} plan={episode.plan} />
      <MeasuredFields form={filled} known={figures.measured} />
      <DecisionFields form={filled} plan={episode.plan} />
      <Button>Save review</Button>
    </PostForm>
  )
}
