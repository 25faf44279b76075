import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, day, londonClock, londonDay } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { linkStanding, usedInPlaceOf } from '#register/record-link.ts'
import type { ShownSwitch } from '#register/switch-plan.ts'
import { ToldOnPaper } from '#web/paper/told-on-paper.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { procedureHref } from '#web/procedure/addresses.ts'
import { samePersonHref } from '#web/register/address.ts'
import { ONE_PERSON } from '#workflow/linked-records.ts'
import type { PatientPage } from '#workflow/patient-page.ts'

/** What must be known before anything is entered: why it cannot be, what waits, what was kept. */
export function Notices({ page }: { readonly page: PatientPage }) {
  return (
    <>
      <OneOfTwo page={page} />
      <Changing page={page} />
      <Blocks page={page} />
      <RunningProcedure page={page} />
      <ToldOnPaper page={page} />
      <OpenTasks tasks={page.course?.tasks ?? []} />
      <Arrived page={page} />
      <Untold page={page} />
      {page.draft !== null && page.may.enter && page.blocks.length === 0 && (
        <InsetText>
          <p>
            What you typed at {londonClock(page.draft.savedAt)} was kept and is in the form again.
            Enter the identity anew.
          </p>
        </InsetText>
      )}
      <OlderDraft page={page} />
    </>
  )
}

/** What was typed on another day is not today's: it is said, so that it is not lost, and typed anew. */
function OlderDraft({ page: { olderDraft, may, blocks } }: { readonly page: PatientPage }) {
  if (olderDraft === null || !may.enter || blocks.length > 0) return null
  const { form, savedAt } = olderDraft
  const inr = form['inr']?.[0] ?? ''
  return (
    <InsetText>
      <p>
        On {clinicalDate(londonDay(savedAt))} at {londonClock(savedAt)} you typed{' '}
        {inr === '' ? 'here' : `an INR of ${inr} here`} and did not save it. It is not filled in: a
        result of that day is entered with its date, and the questions are asked again today.
      </p>
    </InsetText>
  )
}

/** Another record of this person: one that may be, one in use in the place of this, or one that is closed for it (H02). */
function OneOfTwo({ page: { patient, may } }: { readonly page: PatientPage }) {
  const standing = linkStanding(patient)
  const inUse = usedInPlaceOf(patient)
  if (inUse !== undefined) {
    return (
      <WarningCallout heading="Closed record">
        <p>
          This person's record in use is another one.{' '}
          <a href={`/patients/${inUse}`}>Open the record in use</a>
        </p>
      </WarningCallout>
    )
  }
  if (standing === 'waiting') {
    return (
      <WarningCallout heading="May be one person with another record">
        <p>
          {ONE_PERSON.message}{' '}
          {may.link && <a href={samePersonHref(patient.id)}>Open both records</a>}
        </p>
      </WarningCallout>
    )
  }
  return patient.links.length === 0 ? null : (
    <InsetText>
      <p>
        An earlier record of this person is closed and has a history of its own.{' '}
        {patient.links.map(({ closesId }) => (
          <a key={closesId} href={`/patients/${closesId}/visits`}>
            Read it
          </a>
        ))}
      </p>
    </InsetText>
  )
}

/** What a change of medicine asks of whoever measures or doses now. */
function Changing({ page: { patient } }: { readonly page: PatientPage }) {
  const { switching } = patient
  if (switching === null) return null
  return (
    <InsetText>
      <p>
        {asksOf(switching)} <a href={`/patients/${patient.id}/plan`}>Change of medicine</a>
      </p>
    </InsetText>
  )
}

function asksOf({ state, oldMedicine, newMedicine }: ShownSwitch): string {
  switch (state) {
    case 'waiting':
      return `No warfarin is given. ${capitalised(newMedicine)} starts at its INR: enter the INR here.`
    case 'overlapping':
      return `Take each INR just before the next dose of ${oldMedicine}.`
    case 'planned':
    case 'finished':
    case 'done':
    case 'abandoned':
      return 'Nothing is taken otherwise by the plan now.'
  }
}

function Blocks({ page: { blocks, patient, course, doac } }: { readonly page: PatientPage }) {
  if (blocks.length === 0 || usedInPlaceOf(patient) !== undefined) return null
  const isUnverified = blocks.some(({ code }) => code === 'plan-unverified')
  return (
    <WarningCallout
      heading={
        doac === null ? 'No INR or dose can be entered now' : 'No review can be recorded now'
      }
    >
      {blocks.map(({ code, message }) => (
        <p key={code}>{message}</p>
      ))}
      <p>
        {isUnverified && course !== null ? (
          <a href={`/patients/${patient.id}/plan/${course.episode.id}/confirm`}>Confirm the plan</a>
        ) : (
          <a href={`/patients/${patient.id}/plan`}>Open the treatment plan</a>
        )}
      </p>
    </WarningCallout>
  )
}

/** A plan for a procedure, for as long as its restart is not recorded. */
function RunningProcedure({ page: { procedure, patient, today } }: { readonly page: PatientPage }) {
  if (procedure === null) return null
  const { medicine, procedureOn, restartDueOn, ownerName } = procedure
  const link = <a href={procedureHref(patient.id)}>Open the plan for the procedure</a>
  const restart = clinicalDate(day(restartDueOn))
  if (restartDueOn < today) {
    return (
      <WarningCallout heading="Restart after a procedure overdue">
        <p>
          {capitalised(medicine)} was to be taken again {restart}; nothing records that it is. It is
          with {ownerName}. {link}
        </p>
      </WarningCallout>
    )
  }
  return (
    <InsetText>
      <p>
        Procedure {clinicalDate(day(procedureOn))}, {medicine} taken again {restart}, with{' '}
        {ownerName}. {link}
      </p>
    </InsetText>
  )
}

type Tasks = NonNullable<PatientPage['course']>['tasks']

function OpenTasks({ tasks }: { readonly tasks: Tasks }) {
  if (tasks.length === 0) return null
  return (
    <WarningCallout heading="Waiting for a decision">
      <ul className="nhsuk-list">
        {tasks.map(({ id, title, takenByName, dueAt }) => (
          <li key={id}>
            <a href={`/tasks/${id}`}>{title}</a>, {takenByName ?? 'nobody has taken it'}, due{' '}
            {londonClock(dueAt)}
          </li>
        ))}
      </ul>
    </WarningCallout>
  )
}

/** A result that came as a file is in the form, so that nobody types it wrong (H03). */
function Arrived({ page: { course, may, blocks } }: { readonly page: PatientPage }) {
  const arrived = course?.arrived ?? null
  if (arrived === null || !may.enter || blocks.length > 0) return null
  return (
    <InsetText>
      <p>
        {arrived.method === 'laboratory' ? "The laboratory's INR" : "The meter's INR"}{' '}
        {formatInr(arrived)} of {clinicalDate(day(arrived.sampledOn))} waits here. It is entered
        before any other.
      </p>
    </InsetText>
  )
}

/** A dose that was decided and never told is not yet given. */
function Untold({ page: { course } }: { readonly page: PatientPage }) {
  const last = course?.lastVisits[0]
  if (last === undefined || last.toldAt !== null || last.decisionId === null) return null
  return (
    <InsetText>
      <p>
        The last dose has not been told to the patient.{' '}
        <a href={`/doses/${last.decisionId}`}>Tell it now</a>
      </p>
    </InsetText>
  )
}
