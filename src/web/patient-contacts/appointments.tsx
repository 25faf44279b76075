import { clinicalDate, type Day, day, parseDay } from '#base/day.ts'
import { LATER_REASONS, type LaterReason } from '#recall/later-reasons.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { SmallButton } from '#web/parts/small-button.tsx'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { bookAppointment } from '#workflow/book-appointment.ts'
import { cancelAppointment } from '#workflow/cancel-appointment.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import type { Finding, Refused } from '#workflow/outcome.ts'
import { type PatientRecall, patientRecall } from '#workflow/patient-recall.ts'
import { appointmentsHref, patientHref } from './addresses.ts'
import { BookForm } from './book-form.tsx'
import { DueLine } from './due-line.tsx'

type Typed = Readonly<Record<string, string>>

/** A patient's appointments; the free times not later than the test is due; another week on request. */
export const appointmentsPage: PageHandler = async (request) => await shown(request, {}, 200, [])

export const bookingPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  return await after(request, typed, await bookAppointment.run(house, caller, key, typed))
}

export const cancellingPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  return await after(request, {}, await cancelAppointment.run(house, caller, key, fieldsOf(form)))
}

async function after(
  request: PageRequest,
  typed: Typed,
  outcome: Refused | { readonly kind: 'done' },
) {
  const patientId = request.params['patient'] ?? ''
  if (outcome.kind === 'done') return { kind: 'redirect', to: appointmentsHref(patientId) } as const
  if (outcome.status === 403) return refusalPage(outcome)
  return await shown(request, typed, outcome.status, outcome.findings)
}

async function shown(
  request: PageRequest,
  typed: Typed,
  status: number,
  findings: readonly Finding[],
): Promise<PageAnswer> {
  const { house, caller, params, query } = request
  const until = parseDay(query.get('until') ?? undefined)
  const recall = await patientRecall(house, caller, {
    patientId: params['patient'] ?? '',
    latestOn: until.kind === 'day' ? until.day : undefined,
  })
  if (recall.kind === 'refused') return refusalPage(recall)
  return {
    kind: 'page',
    status,
    title: 'Appointments',
    place: 'register',
    banner: bannerOf(recall.patient, recall.today, patientHref(recall.patient.id)),
    errors: findings,
    main: (
      <>
        <h1>Appointments</h1>
        <DueLine recall={recall} />
        <Booked recall={recall} request={request} />
        <BookForm recall={recall} request={request} typed={typed} findings={findings} />
      </>
    ),
  }
}

function Booked({
  recall,
  request,
}: {
  readonly recall: PatientRecall
  readonly request: PageRequest
}) {
  const { appointments, clinicNames, patient } = recall
  if (appointments.length === 0) return null
  return (
    <Table
      caption="Booked"
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Day' },
        { heading: 'Time' },
        { heading: 'Clinic' },
        { heading: 'Change' },
      ]}
      rows={appointments.map(({ id, onDate, atMinute, patternId, status, version, ...rest }) => ({
        key: id,
        cells: [
          dayInWords(day(onDate), rest.laterBecause),
          formatMinute(atMinute),
          clinicNames[patternId] ?? '',
          status === 'booked' ? (
            <PostForm
              key="cancel"
              action={`${appointmentsHref(patient.id)}/cancel`}
              csrf={request.csrf}
              requestKey={request.key}
              className="evk-inline-form"
            >
              <input type="hidden" name="appointmentId" value={id} />
              <input type="hidden" name="version" value={version} />
              <SmallButton>
                Cancel<span className="nhsuk-u-visually-hidden"> {clinicalDate(day(onDate))}</span>
              </SmallButton>
            </PostForm>
          ) : (
            'Has come'
          ),
        ],
      }))}
    />
  )
}

/** The day, with why it is later than the test was due. */
const dayInWords = (on: Day, because: LaterReason | null): string =>
  because === null
    ? clinicalDate(on)
    : `${clinicalDate(on)}, later than due: ${LATER_REASONS[because]}`
