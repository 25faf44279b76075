import { clinicalDate } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { paperDayHref, paperFormHref } from '#web/paper/addresses.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { PaperLeft } from '#workflow/paper-left.ts'

/** Which sheets of a day without Evenkeel keep a clinic open, and what can be done about each (H29). */
export const PaperKeepsOpen = ({ paper }: { readonly paper: readonly PaperLeft[] }) => (
  <InsetText>
    <p>
      It stays open until every sheet of a clinic held on paper is entered, or it is said why there
      was no visit.
    </p>
    {paper.map((day) => (
      <OneDay key={day.on} day={day} />
    ))}
  </InsetText>
)

function OneDay({ day: { on, isUnanswered, missing } }: { readonly day: PaperLeft }) {
  const date = clinicalDate(on)
  if (isUnanswered) {
    return (
      <p>
        A sheet of {date} was entered from paper.{' '}
        <a href={paperDayHref(on)}>Say whether the clinic of {date} was held on paper</a>
      </p>
    )
  }
  return (
    <>
      <p>
        {missing.length === 1 ? '1 sheet' : `${missing.length} sheets`} of {date} not entered:{' '}
        <a href={paperDayHref(on)}>say for whom there was no visit</a>
      </p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {missing.map((person) => (
          <li key={person.patientId}>
            {displayName(person)}, born {clinicalDate(person.dateOfBirth)}:{' '}
            <a href={paperFormHref(person.patientId)}>
              Enter the sheet
              <span className="nhsuk-u-visually-hidden"> of {displayName(person)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
