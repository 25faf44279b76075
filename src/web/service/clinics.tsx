import { clinicalDate, day, WEEKDAYS, weekdayName } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { Table } from '#web/parts/table.tsx'
import { appointmentsHref } from '#web/patient-contacts/addresses.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import { type ClinicSettings, clinicSettings } from '#workflow/clinic-settings.ts'
import { closeClinicDay } from '#workflow/close-clinic-day.ts'
import type { Finding } from '#workflow/outcome.ts'
import { CLINICS, clinicSettingHref } from './clinic-addresses.ts'
import { ClosedDays } from './closed-days.tsx'

/** The weekly clinics, the days without one, and whom a change has left without a clinic. */
export const clinicsPage: PageHandler = async (request) => await shown(request, {}, 200, [])

export const clinicDayPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await closeClinicDay.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CLINICS }
  if (outcome.status === 403) return refusalPage(outcome)
  return await shown(request, typed, outcome.status, outcome.findings)
}

async function shown(
  request: PageRequest,
  typed: Readonly<Record<string, string>>,
  status: number,
  findings: readonly Finding[],
): Promise<PageAnswer> {
  const settings = await clinicSettings(request.house, request.caller, null)
  if (settings.kind === 'refused') return refusalPage(settings)
  return {
    kind: 'page',
    status,
    title: 'Clinics',
    place: 'service',
    errors: findings,
    main: (
      <>
        <h1>Clinics</h1>
        <LeftBehind settings={settings} />
        <ButtonLink href={`${CLINICS}/new`}>Add a clinic</ButtonLink>
        <Weekly settings={settings} />
        <ClosedDays settings={settings} request={request} typed={typed} findings={findings} />
        <Details summary="Bank holidays of the year ahead, England and Wales">
          <ul>
            {settings.bankHolidays.map((on) => (
              <li key={on}>{`${weekdayName(on)} ${clinicalDate(on)}`}</li>
            ))}
          </ul>
        </Details>
      </>
    ),
  }
}

function Weekly({ settings: { clinics } }: { readonly settings: ClinicSettings }) {
  if (clinics.length === 0) return <p>No clinic is set, so no test can be booked.</p>
  return (
    <Table
      caption="Weekly clinics"
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Clinic' },
        { heading: 'Day' },
        { heading: 'Time' },
        { heading: 'Minutes a patient', numeric: true },
        { heading: 'From' },
        { heading: 'Until' },
        { heading: 'For' },
      ]}
      rows={clinics.map((clinic) => ({
        key: clinic.id,
        cells: [
          <a key="name" href={clinicSettingHref(clinic.id)}>
            {clinic.name}
          </a>,
          WEEKDAYS[clinic.weekday - 1],
          `${formatMinute(clinic.startMinute)} to ${formatMinute(clinic.endMinute)}`,
          clinic.slotMinutes,
          clinicalDate(day(clinic.fromOn)),
          clinic.untilOn === null ? 'No end' : clinicalDate(day(clinic.untilOn)),
          clinic.housebound ? 'Visited at home' : 'Come to the clinic',
        ],
      }))}
    />
  )
}

/** Appointments stay as they were when a clinic changes: they are moved one by one, with the patient. */
function LeftBehind({ settings }: { readonly settings: ClinicSettings }) {
  const { bookedWithoutClinic } = settings
  if (bookedWithoutClinic.length === 0) return null
  return (
    <Table
      caption={`Booked where no clinic is held any more (${bookedWithoutClinic.length})`}
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Patient' },
        { heading: 'Booked' },
        { heading: 'Clinic' },
        { heading: 'Next' },
      ]}
      rows={bookedWithoutClinic.map((row) => ({
        key: row.key,
        cells: [
          displayName({ familyName: row.familyName ?? '', givenName: row.givenName ?? '' }),
          row.sinceOn === null ? '' : clinicalDate(day(row.sinceOn)),
          row.note ?? '',
          <a key="move" href={appointmentsHref(row.patientId ?? '')}>
            Move
          </a>,
        ],
      }))}
    />
  )
}
