import { clinicalDate } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { MEDICINE_WORDS } from '#register/plan-words.ts'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type ClaimedFact, claimPeople } from '#workflow/claim-people.ts'
import { claimHref } from './addresses.ts'
import { quarterInWords, UNPAID_WORDS } from './claim-words.tsx'

/** GET /service/claims/:contract/:quarter/:month/:component: the acts behind a line of a claim. */
export const claimPeoplePage: PageHandler = async ({ house, caller, params }) => {
  const { contract: contractId = '', quarter = '', month = '', component = '' } = params
  const list = await claimPeople(house, caller, { contractId, quarter, month, component })
  if (list.kind === 'refused') return refusalPage(list)
  const { componentName, pricePence } = list
  return {
    kind: 'page',
    title: 'Acts behind a claim',
    place: 'service',
    main: (
      <>
        <BackLink href={claimHref(contractId, quarter)}>
          Claim of {quarterInWords(list.quarter)}
        </BackLink>
        <h1 className="nhsuk-heading-l">{componentName ?? 'Done and not paid'}</h1>
        <p>
          {monthInWords(list.month)}
          {pricePence === undefined ? '' : `, ${pounds(pricePence)} each`}. That this list was
          opened is noted in the audit.
        </p>
        {list.facts.length > 0 && (
          <Table
            caption="Who, and why"
            captionHidden
            compact
            responsive
            firstCellIsHeader
            columns={[{ heading: 'Who' }, { heading: 'What was done' }, { heading: 'Claimed' }]}
            rows={list.facts.map((fact) => ({
              key: fact.key,
              cells: [
                <NamedPatient
                  key="who"
                  patientId={fact.who.id}
                  name={displayName(fact.who)}
                  dateOfBirth={fact.who.dateOfBirth}
                />,
                doneInWords(fact),
                STANDING_WORDS[fact.standing],
              ],
            }))}
          />
        )}
      </>
    ),
  }
}

const STANDING_WORDS: Readonly<Record<ClaimedFact['standing'], string>> = {
  line: 'Claimed',
  adjustment: 'Claimed now for an earlier quarter',
  'taken-back': 'Taken back: it was claimed and counts no longer',
  ...UNPAID_WORDS,
}

function doneInWords({ kind, on, course }: ClaimedFact): string {
  const day = on === null ? '' : clinicalDate(on)
  if (kind === 'home-visit') return `Visited at home on ${day}`
  if (kind === 'initiation') return `Treatment started here by a protocol: first dose on ${day}`
  if (course === undefined) return 'The course of treatment behind it counts no longer'
  const until = course.to === null ? '' : ` to ${clinicalDate(course.to)}`
  return `On ${MEDICINE_WORDS[course.medicine]} here from ${clinicalDate(course.from)}${until}`
}
