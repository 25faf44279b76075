import { displayName } from '#register/person-name.ts'
import type { PageReply } from '#web/page.ts'
import { bannerOf } from '#web/patient/banner.tsx'
import { Results } from '#web/patient/facts.tsx'
import { Notices } from '#web/patient/notices.tsx'
import { linkedFindings } from '#web/register/typed-form.tsx'
import type { DoacSection } from '#workflow/doac-section.ts'
import type { Course } from '#workflow/patient-page.ts'
import { DoacFacts, DoacReviews } from './doac-facts.tsx'
import { ReviewForm } from './review-form.tsx'
import { isQuestion, type ReviewState } from './review-state.ts'

const DATES = ['weightOn', 'bloodsOn']

/** The page of a patient on a direct oral anticoagulant: facts on the left, the review on the right. */
export function doacReply(
  state: ReviewState,
  doac: DoacSection,
  course: Course,
  status = 200,
): PageReply {
  const { page } = state
  const mayReview = doac.mayReview && page.blocks.length === 0 && doac.planned !== null
  return {
    kind: 'page',
    status,
    title: 'Patient',
    place: 'none',
    banner: bannerOf(page.patient, page.today),
    errors: linkedFindings(
      state.findings.filter((finding) => !isQuestion(finding)),
      DATES,
    ),
    main: (
      <>
        <h1 className="nhsuk-u-visually-hidden">{displayName(page.patient.details)}</h1>
        <Notices page={page} />
        <div className="evk-patient">
          <DoacFacts page={page} doac={doac} course={course} />
          {mayReview && <ReviewForm state={state} doac={doac} />}
          <Results page={page}>
            <DoacReviews doac={doac} />
          </Results>
        </div>
      </>
    ),
  }
}
