import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { wordOf } from '#base/word-of.ts'
import { NO_VISIT_REASONS } from '#register/no-visit.ts'
import { displayName } from '#register/person-name.ts'
import { fieldsOf, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { ListField } from '#web/register/typed-form.tsx'
import type { FromPaper } from '#workflow/from-paper.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { PaperLeft } from '#workflow/paper-left.ts'
import { MOST_AT_ONCE } from '#workflow/record-no-visit.ts'
import { NO_VISIT, PAPER_DAY, paperDayHref, paperFormHref } from './addresses.ts'

type DayProps = {
  readonly seen: FromPaper
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}

/** How the clinic of a day was held; of one on paper whose sheets are missing, and for whom there was no visit (H29). */
export function PaperDay(props: DayProps) {
  const { seen } = props
  const left = seen.left.find(({ on }) => on === seen.on)
  const missing = left?.missing ?? []
  return (
    <>
      <HowHeld {...props} isAsked={left?.isUnanswered === true} />
      {missing.length > 0 && <Missing on={seen.on} missing={missing} />}
      {missing.length > 0 && <NoVisitForm {...props} missing={missing} />}
      <NoVisits seen={seen} />
    </>
  )
}

/** Other days that keep a clinic from being closed. */
export function OtherDays({ seen: { on, left } }: { readonly seen: FromPaper }) {
  const others = left.filter((day) => day.on !== on)
  if (others.length === 0) return null
  return (
    <InsetText>
      <p>Not entered whole, so that no clinic since is closed:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {others.map((day) => (
          <li key={day.on}>
            <a href={paperDayHref(day.on)}>{clinicalDate(day.on)}</a>
            {day.isUnanswered ? ': how its clinic was held' : `: ${day.missing.length} missing`}
          </li>
        ))}
      </ul>
    </InsetText>
  )
}

function HowHeld({ seen, request, isAsked }: DayProps & { readonly isAsked: boolean }) {
  const { paperDay, on } = seen
  const isHeld = paperDay?.what === 'held'
  return (
    <>
      {paperDay !== undefined && (
        <p>
          {isHeld
            ? `The clinic of ${clinicalDate(on)} was held on paper`
            : 'Only single sheets were written on this day'}
          , as {paperDay.byName} said {clinicalInstant(paperDay.at)}.
        </p>
      )}
      {isAsked && (
        <p>
          <strong>Was the clinic of this day held on paper?</strong> No clinic from that day on is
          closed until somebody says so.
        </p>
      )}
      {!isHeld && <Say {...{ seen, request }} what="held" words="This clinic was held on paper" />}
      {(isAsked || isHeld) && (
        <Say {...{ seen, request }} what="single-sheets" words="Only single sheets were written" />
      )}
    </>
  )
}

function Say(props: Pick<DayProps, 'seen' | 'request'> & { what: string; words: string }) {
  const { seen, request, what, words } = props
  return (
    <PostForm action={PAPER_DAY} csrf={request.csrf} requestKey={request.key}>
      <input type="hidden" name="on" value={seen.on} />
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="version" value={String(seen.paperDay?.version ?? 0)} />
      <Button small variant="secondary">
        {words}
      </Button>
    </PostForm>
  )
}

type MissingProps = Pick<PaperLeft, 'on' | 'missing'>

const Missing = ({ on, missing }: MissingProps) => (
  <Table
    caption={`Sheets of ${clinicalDate(on)} not entered: ${missing.length}`}
    captionSize="m"
    compact
    responsive
    columns={[{ heading: 'Patient' }, { heading: 'Born' }, { heading: 'Sheet' }]}
    rows={missing.map((person) => ({
      key: person.patientId,
      cells: [
        <a key="who" href={`/patients/${person.patientId}`}>
          {displayName(person)}
        </a>,
        clinicalDate(person.dateOfBirth),
        <a key="enter" href={paperFormHref(person.patientId)}>
          Enter the sheet
          <span className="nhsuk-u-visually-hidden"> of {displayName(person)}</span>
        </a>,
      ],
    }))}
  />
)

function NoVisitForm({ seen, request, findings, missing }: DayProps & Pick<PaperLeft, 'missing'>) {
  const shown = missing.slice(0, MOST_AT_ONCE)
  return (
    <PostForm action={NO_VISIT} csrf={request.csrf} requestKey={request.key}>
      <input type="hidden" name="on" value={seen.on} />
      <Checkboxes
        id="patients"
        name="patients"
        small
        legend={{ text: 'For whom was there no visit?', size: 'm' }}
        error={errorOf(findings, 'patients')}
        values={request.form.get('patients') ?? []}
        choices={shown.map((person) => ({
          value: person.patientId,
          text: `${displayName(person)}, born ${clinicalDate(person.dateOfBirth)}`,
        }))}
      />
      {missing.length > shown.length && <p>The others follow when these are settled.</p>}
      <ListField
        form={{ values: fieldsOf(request.form), findings }}
        name="reason"
        label="Why"
        words={NO_VISIT_REASONS}
        none="Choose"
      />
      <Button>Record that there was no visit</Button>
    </PostForm>
  )
}

function NoVisits({ seen: { noVisits } }: { readonly seen: FromPaper }) {
  if (noVisits.length === 0) return null
  return (
    <Table
      caption={`No visit: ${noVisits.length}`}
      captionSize="m"
      compact
      responsive
      columns={[{ heading: 'Patient' }, { heading: 'Why' }, { heading: 'Recorded' }]}
      rows={noVisits.map((line) => ({
        key: line.patientId,
        cells: [
          <a key="who" href={`/patients/${line.patientId}`}>
            {displayName(line)}
          </a>,
          wordOf(NO_VISIT_REASONS, line.reason),
          `${clinicalInstant(line.at)} by ${line.byName}`,
        ],
      }))}
    />
  )
}
