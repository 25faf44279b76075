import type { ReactNode } from 'react'
import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { wordOf } from '#base/word-of.ts'
import { formatMg, ug } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { nhsWords } from '#register/patient-words.ts'
import { displayName } from '#register/person-name.ts'
import { PHASE_WORDS } from '#register/plan-words.ts'
import { LINK_WORDS } from '#register/record-link.ts'
import type { PageRequest } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import type { ComparedLink, ComparedRecord } from '#workflow/two-records.ts'
import { LinkForms } from './link-forms.tsx'
import type { TypedForm } from './typed-form.tsx'

export type ComparedProps = {
  readonly compared: ComparedLink
  /** The record whose page this is. */
  readonly here: string
  readonly request: PageRequest
  readonly form: TypedForm
}

const STATE_WORDS = {
  proposed: 'Proposed: waits for a second person',
  confirmed: 'Confirmed: waits for a prescriber to read both',
  reviewed: 'Joined',
} as const

/** Two records beside each other, how they came to be joined, and the next step. */
export function ComparedRecords(props: ComparedProps) {
  const { compared, here } = props
  const { link, steps, keeps, closes, match } = compared
  const isJoined = link.state === 'reviewed'
  return (
    <section aria-label={STATE_WORDS[link.state]}>
      <p>
        <strong>{STATE_WORDS[link.state]}.</strong> {wordOf(LINK_WORDS, link.reason)}.
      </p>
      <Table
        caption="The two records"
        captionSize="s"
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'What' },
          { heading: isJoined ? 'In use' : 'Used from now on' },
          { heading: isJoined ? 'Closed' : 'To be closed' },
        ]}
        rows={rowsOf(keeps, closes, here)}
      />
      {!isJoined && <p>Alike in: {match.because.join(', ') || 'nothing'}.</p>}
      <Table
        caption="What has been done"
        captionSize="s"
        compact
        responsive
        columns={[{ heading: 'When' }, { heading: 'What' }, { heading: 'By' }, { heading: 'Note' }]}
        rows={steps.map(({ step, at, state, byName, note }) => ({
          key: `${step}`,
          cells: [clinicalInstant(at), state, byName, note],
        }))}
      />
      <LinkForms {...props} />
    </section>
  )
}

function rowsOf(keeps: ComparedRecord, closes: ComparedRecord, here: string) {
  const rows: readonly (readonly [string, (record: ComparedRecord) => ReactNode])[] = [
    ['Name', ({ patient }) => displayName(patient.details)],
    ['Born', ({ patient }) => clinicalDate(patient.details.dateOfBirth)],
    ['NHS number', ({ patient }) => nhsWords(patient.details)],
    ['Address', ({ patient: { details } }) => `${details.address} ${details.postcode}`.trim()],
    ['Treatment', coursesIn],
    ['Last INRs', visitsIn],
    ['History', (record) => <History record={record} here={here} />],
  ]
  return rows.map(([what, cell]) => ({ key: what, cells: [what, cell(keeps), cell(closes)] }))
}

function coursesIn({ courses }: ComparedRecord): ReactNode {
  if (courses.length === 0) return 'No course'
  return (
    <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
      {courses.map(({ id, phase, plan }) => (
        <li key={id}>
          {plan.medicine ?? 'Medicine not known'}, {plan.indicationText || 'indication not known'}
          {plan.startedOn !== null && `, since ${clinicalDate(plan.startedOn)}`}:{' '}
          {PHASE_WORDS[phase]}
        </li>
      ))}
    </ul>
  )
}

function visitsIn({ visits }: ComparedRecord): ReactNode {
  if (visits.length === 0) return 'None'
  return (
    <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
      {visits.map((visit) => (
        <li key={visit.id}>
          {clinicalDate(day(visit.sampledOn))}: INR {formatInr(visit)}
          {visit.dailyUg !== null && `, ${formatMg(ug(visit.dailyUg))} a day`}
        </li>
      ))}
    </ul>
  )
}

function History({ record, here }: { readonly record: ComparedRecord; readonly here: string }) {
  const { id } = record.patient
  return (
    <>
      <a href={`/patients/${id}/visits`}>
        All visits{id !== here && <span> of the other record</span>}
      </a>
      , <a href={`/patients/${id}/plan`}>plans</a>, <a href={`/patients/${id}/scores`}>scores</a>
    </>
  )
}
