import { clinicalDate, day } from '#base/day.ts'
import { CONTACTS_BEFORE_DECISION } from '#recall/did-not-attend.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { bannerOf } from '#web/patient/banner.tsx'
import { decideNonAttendance } from '#workflow/decide-non-attendance.ts'
import type { Finding } from '#workflow/outcome.ts'
import { type PatientRecall, patientRecall } from '#workflow/patient-recall.ts'
import { contactsHref, nonAttendanceHref, patientHref } from './addresses.ts'
import { DueLine } from './due-line.tsx'
import { NonAttendanceForm } from './non-attendance-form.tsx'

/** Where a prescriber decides about a person who did not come after three contacts. */
export const nonAttendancePage: PageHandler = async (request) => await shown(request, {}, 200, [])

export const nonAttendancePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const typed = fieldsOf(form)
  const outcome = await decideNonAttendance.run(house, caller, key, typed)
  if (outcome.kind === 'done')
    return { kind: 'redirect', to: contactsHref(params['patient'] ?? '') }
  if (outcome.status === 403) return refusalPage(outcome)
  return await shown(request, typed, outcome.status, outcome.findings)
}

async function shown(
  request: PageRequest,
  typed: Readonly<Record<string, string>>,
  status: number,
  findings: readonly Finding[],
): Promise<PageAnswer> {
  const patientId = request.params['patient'] ?? ''
  const recall = await patientRecall(request.house, request.caller, { patientId })
  if (recall.kind === 'refused') return refusalPage(recall)
  return {
    kind: 'page',
    status,
    title: 'Did not come: decision',
    place: 'register',
    banner: bannerOf(recall.patient, recall.today, patientHref(recall.patient.id)),
    errors: findings,
    main: (
      <>
        <h1>{`Did not come after ${CONTACTS_BEFORE_DECISION} contacts`}</h1>
        <DueLine recall={recall} />
        <LastTest recall={recall} />
        {recall.missed === undefined || recall.missed.taskId === null ? (
          <p>
            No decision is waiting. <a href={patientHref(patientId)}>Open the patient</a>
          </p>
        ) : (
          <NonAttendanceForm
            action={nonAttendanceHref(patientId)}
            task={{ id: recall.missed.taskId, version: recall.missed.taskVersion ?? 0 }}
            request={request}
            typed={typed}
            findings={findings}
          />
        )}
      </>
    ),
  }
}

function LastTest({ recall: { episode } }: { readonly recall: PatientRecall }) {
  if (episode === undefined) return null
  const { lastTestedOn } = episode
  const tested = lastTestedOn === null ? 'not known' : clinicalDate(day(lastTestedOn))
  return (
    <p>{`Last tested ${tested}. Without a decision the test stays overdue: no date moves by itself.`}</p>
  )
}
