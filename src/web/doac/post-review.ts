import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { type CheckedReview, checkDoacReview } from '#workflow/check-doac-review.ts'
import { REVIEW_FIELDS } from '#workflow/doac-review-read.ts'
import { newId } from '#workflow/new-id.ts'
import type { Finding, Refused } from '#workflow/outcome.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { recordDoacReview } from '#workflow/record-doac-review.ts'
import { doacReviewHref, doacTaskHref } from './addresses.ts'
import { doacReply } from './doac-patient.tsx'
import { typedAgain } from './review-state.ts'

/** POST /patients/:patientId/doac-review - checks the dose, or saves the review as it was checked. */
export const postDoacReview: PageHandler = async (request) => {
  if (request.form.get('step')?.[0] !== 'save') {
    const checked = await check(request)
    if (checked.kind === 'checked') return show(request, checked, [], 200)
    return show(request, null, checked.findings, checked.status)
  }
  const { house, caller, key } = request
  const outcome = await recordDoacReview.run(house, caller, key, fieldsFor(request))
  if (outcome.kind === 'refused') return shownAgain(request, outcome)
  const { reviewId, taskId } = outcome
  const to = taskId === null ? doacReviewHref(reviewId) : doacTaskHref(taskId)
  return { kind: 'redirect', to }
}

const fieldsFor = ({ form, params }: PageRequest): Record<string, string> => ({
  ...fieldsOf(form),
  patientId: params['patientId'] ?? '',
})

/** What is checked is the review alone, without what is decided afterwards. */
function check(request: PageRequest): Promise<CheckedReview | Refused> {
  const known: readonly string[] = REVIEW_FIELDS
  const sent = Object.entries(fieldsFor(request)).filter(([name]) => known.includes(name))
  return checkDoacReview(request.house, request.caller, Object.fromEntries(sent))
}

/** The page again with all that was typed; the dose is judged anew, for the record as it is now. */
async function shownAgain(request: PageRequest, refusal: Refused): Promise<PageReply> {
  const again = await check(request)
  const checked = again.kind === 'checked' ? again : null
  const more =
    again.kind === 'refused' ? again.findings.filter((finding) => !isIn(refusal, finding)) : []
  return show(request, checked, [...refusal.findings, ...more], refusal.status)
}

const isIn = (refusal: Refused, { code, field }: Finding): boolean =>
  refusal.findings.some((finding) => finding.code === code && finding.field === field)

/** What is in the form was sent with it: no draft is spoken of. */
async function show(
  request: PageRequest,
  checked: CheckedReview | null,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params, csrf } = request
  const page = await patientPage(house, caller, { patientId: params['patientId'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  const { doac, course } = page
  if (doac === null || course === null)
    return { kind: 'redirect', to: `/patients/${page.patient.id}` }
  const typed = typedAgain(fieldsFor(request), findings)
  const key = newId(house.clock())
  const shown = { ...page, draft: null }
  return doacReply({ page: shown, typed, findings, checked, csrf, key }, doac, course, status)
}
