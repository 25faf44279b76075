import { day } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { formatMinute } from '#workflow/clinic-offers.ts'
import { clinicSettings } from '#workflow/clinic-settings.ts'
import { type Finding, notHere } from '#workflow/outcome.ts'
import { setClinicPattern } from '#workflow/set-clinic-pattern.ts'
import { CLINICS, clinicSettingHref } from './clinic-addresses.ts'
import { ClinicFields } from './clinic-fields.tsx'

type Typed = Readonly<Record<string, string>>

/** The form of one weekly clinic, empty for a new one. */
export const clinicSettingPage: PageHandler = async (request) => {
  const settings = await clinicSettings(request.house, request.caller, null)
  if (settings.kind === 'refused') return refusalPage(settings)
  const id = request.params['clinic']
  if (id === undefined) return formPage(request, {}, 200, [])
  const clinic = settings.clinics.find((known) => known.id === id)
  if (clinic === undefined) return refusalPage(notHere('clinic'))
  const typed: Typed = {
    id,
    version: `${clinic.version}`,
    name: clinic.name,
    weekday: `${clinic.weekday}`,
    start: formatMinute(clinic.startMinute),
    end: formatMinute(clinic.endMinute),
    slotMinutes: `${clinic.slotMinutes}`,
    ...boxes('from', clinic.fromOn),
    ...(clinic.untilOn !== null && boxes('until', clinic.untilOn)),
    housebound: clinic.housebound ? 'yes' : 'no',
  }
  return formPage(request, typed, 200, [])
}

function boxes(name: string, on: string): Typed {
  const [year = '', month = '', dayOfMonth = ''] = day(on).split('-')
  return { [`${name}[day]`]: dayOfMonth, [`${name}[month]`]: month, [`${name}[year]`]: year }
}

export const clinicSettingPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await setClinicPattern.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CLINICS }
  if (outcome.status === 403) return refusalPage(outcome)
  return formPage(request, typed, outcome.status, outcome.findings)
}

function formPage(
  { csrf, key, params }: PageRequest,
  typed: Typed,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  const id = params['clinic']
  const title = id === undefined ? 'Add a clinic' : 'Change a clinic'
  return {
    kind: 'page',
    status,
    title,
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={CLINICS}>Clinics</BackLink>
        <h1>{title}</h1>
        {id !== undefined && (
          <p>
            Appointments that are booked stay as they are. Those left without a clinic are listed on
            the page of clinics until they are moved.
          </p>
        )}
        <ClinicFields
          action={id === undefined ? `${CLINICS}/new` : clinicSettingHref(id)}
          guard={{ csrf, requestKey: key }}
          typed={typed}
          findings={findings}
        />
      </>
    ),
  }
}
