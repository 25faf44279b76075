import { clinicalDate, weekdayName } from '#base/day.ts'
import { CLINIC_STEPS, type ClinicStep, isClinicStep } from '#recall/clinic-step.ts'
import { displayName } from '#register/person-name.ts'
import { namesakesListed } from '#register/similar-names.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageRequest } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { type ClinicList, clinicDay, neighbours } from '#workflow/clinic-day.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import { clinicHref, endOfClinicHref } from './addresses.ts'
import { ClinicTable } from './clinic-table.tsx'
import { dayOfClinic } from './day-words.ts'
import { DueWithoutAppointment } from './due-without-appointment.tsx'
import { STEP_WORDS } from './step-words.ts'

/** The list of one clinic day, in the order of the times. */
export const clinicPage: PageHandler = async (request) => {
  const { house, caller, query } = request
  const clinic = await clinicDay(house, caller, query.get('on'))
  if (clinic.kind === 'refused') return refusalPage(clinic)
  const asked = query.get('step') ?? ''
  const step = isClinicStep(asked) ? asked : undefined
  return {
    kind: 'page',
    title: `Clinic ${clinicalDate(clinic.on)}`,
    place: 'clinic',
    main: <Clinic clinic={clinic} step={step} request={request} />,
  }
}

type Props = {
  readonly clinic: ClinicList
  readonly step: ClinicStep | undefined
  readonly request: PageRequest
}

function Clinic({ clinic, step, request }: Props) {
  const { on, people } = clinic
  const namesakes = namesakesListed([...people, ...clinic.dueWithoutAppointment])
  const shown = step === undefined ? people : people.filter((person) => person.step === step)
  return (
    <>
      <Next clinic={clinic} />
      <Heading clinic={clinic} />
      {people.length > 0 && <Steps clinic={clinic} step={step} />}
      {shown.length === 0 ? (
        <p>{step === undefined ? 'Nobody is on the list of this day.' : 'Nobody stands here.'}</p>
      ) : (
        <ClinicTable clinic={clinic} people={shown} request={request} namesakes={namesakes} />
      )}
      {step === undefined && (
        <DueWithoutAppointment
          on={on}
          people={clinic.dueWithoutAppointment}
          namesakes={namesakes}
        />
      )}
    </>
  )
}

/** Whoever is to be called next comes before everything else on the page: one key away. */
function Next({ clinic: { next } }: { readonly clinic: ClinicList }) {
  if (next === undefined) return null
  const time = next.atMinute === null ? '' : ` ${formatMinute(next.atMinute)}`
  return (
    <ButtonLink
      href={patientHref(next.patientId)}
      id="next-patient"
      attributes={{ autoFocus: true }}
    >
      {`Next:${time} ${displayName(next)}`}
    </ButtonLink>
  )
}

function Heading({ clinic }: { readonly clinic: ClinicList }) {
  const { on, today } = clinic
  const { before, after } = neighbours(on)
  return (
    <>
      <h1>{`Clinic ${weekdayName(on)} ${clinicalDate(on)}`}</h1>
      <p className="evk-line">
        <span>{dayOfClinic(clinic)}</span>
        <a href={clinicHref(before)}>Day before</a>
        {on !== today && <a href={clinicHref(today)}>Today</a>}
        <a href={clinicHref(after)}>Day after</a>
        <a href={endOfClinicHref(on)}>End of clinic</a>
      </p>
    </>
  )
}

/** How many stand at each step; each figure opens exactly those. */
function Steps({ clinic, step: shown }: Omit<Props, 'request'>) {
  const { on, people, counts } = clinic
  return (
    <nav aria-label="Steps of the clinic">
      <ul className="evk-filters">
        <li>
          <a href={clinicHref(on)} aria-current={shown === undefined ? 'true' : undefined}>
            everybody ({people.length})
          </a>
        </li>
        {CLINIC_STEPS.map((step) => (
          <li key={step}>
            <a href={clinicHref(on, step)} aria-current={shown === step ? 'true' : undefined}>
              {STEP_WORDS[step].counted} ({counts[step]})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
