import type { ReactNode } from 'react'
import { clinicalDate } from '#base/day.ts'
import { nhsWords } from '#register/patient-words.ts'
import { displayName } from '#register/person-name.ts'
import { withNamesakes } from '#register/similar-names.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { EMERGENCY } from '#web/emergency/addresses.ts'
import { field, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button, ButtonLink } from '#web/parts/button.tsx'
import { Input } from '#web/parts/input.tsx'
import { Looks } from '#web/parts/nothing-saved.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { type Row, Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { type FoundPeople, findPatients } from '#workflow/find-patients.ts'
import { linksWaiting } from '#workflow/links-waiting.ts'
import { nhsNumbersWaiting } from '#workflow/nhs-numbers-waiting.ts'
import type { Finding } from '#workflow/outcome.ts'

type Found = FoundPeople['people'][number]

/** The register: find a person, or add one. */
export const registerPage: PageHandler = async (request) => {
  const waiting = await nhsNumbersWaiting(request.house, request.caller, {})
  if (waiting.kind === 'refused') return refusalPage(waiting)
  const pairs = await linksWaiting(request.house, request.caller, {})
  if (pairs.kind === 'refused') return refusalPage(pairs)
  return searchPage(
    request,
    [],
    <>
      <NumbersWaiting count={waiting.changes.length} />
      <PairsWaiting count={pairs.links.length} />
    </>,
  )
}

/** Who was found. Posted, so that no name or number stands in an address (D3.66). */
export const findPage: PageHandler = async (request) => {
  const who = field(request.form, 'who')
  const found = await findPatients(request.house, request.caller, { who })
  if (found.kind === 'refused') return searchPage(request, found.findings, null, found.status)
  const [only] = found.people
  if (found.by === 'nhs-number' && only !== undefined) {
    return { kind: 'redirect', to: `/patients/${only.id}` }
  }
  return searchPage(request, [], <Results found={found} />)
}

function searchPage(
  request: PageRequest,
  findings: readonly Finding[],
  below: ReactNode,
  status = 200,
): PageReply {
  return {
    kind: 'page',
    status,
    title: 'Register',
    place: 'register',
    errors: findings,
    main: (
      <>
        <h1>Register</h1>
        <Looks>
          <PostForm action="/register/find" csrf={request.csrf}>
            <Input
              id="who"
              name="who"
              label={{ text: 'Find a person', size: 's' }}
              hint="Name, date of birth or both, or the NHS number"
              value={field(request.form, 'who')}
              error={findings[0]?.message}
              width={30}
              autoComplete="off"
              spellCheck={false}
              after={<Button small>Find</Button>}
            />
          </PostForm>
        </Looks>
        {below}
        <ButtonLink href="/register/new" variant="secondary">
          Register a new person
        </ButtonLink>
        {exists('look-in-emergency', request.visitor.role) && (
          <p>
            <a href={EMERGENCY}>Look up a patient of another provider in an emergency</a>
          </p>
        )}
      </>
    ),
  }
}

function NumbersWaiting({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <p>
      <a href="/register/nhs-numbers">
        {count === 1 ? '1 change of an NHS number waits' : `${count} changes of NHS numbers wait`}
      </a>{' '}
      for a second person.
    </p>
  )
}

function PairsWaiting({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <p>
      <a href="/register/same-person">
        {count === 1 ? '1 pair of records' : `${count} pairs of records`}
      </a>{' '}
      may be of one person and {count === 1 ? 'waits' : 'wait'} to be settled.
    </p>
  )
}

function Results({ found }: { readonly found: FoundPeople }) {
  const { people, by, more } = found
  if (people.length === 0) {
    return (
      <p>
        Nobody found. Try the family name alone, the date of birth, or the NHS number before
        registering a new person.
      </p>
    )
  }
  const namesakes = withNamesakes(people.map(({ details }) => details))
  return (
    <>
      {by === 'earlier-nhs-number' && (
        <p>This is an earlier NHS number, or one of a closed record, of the person below.</p>
      )}
      {namesakes.size > 0 && (
        <WarningCallout heading="Same or similar names">
          <p>
            {namesakes.size} people below have the same or a similar name. Compare date of birth and
            NHS number with the person before you open a record.
          </p>
        </WarningCallout>
      )}
      <Table
        caption={people.length === 1 ? '1 person' : `${people.length} people, the most alike first`}
        columns={COLUMNS}
        rows={people.map((person) => rowOf(person, namesakes.has(person.details)))}
        responsive
        compact
      />
      {more && <p>There are more. Add a given name or a date of birth.</p>}
    </>
  )
}

const COLUMNS = [
  { heading: 'Name' },
  { heading: 'Born' },
  { heading: 'NHS number' },
  { heading: 'Postcode' },
  { heading: 'Practice' },
]

function rowOf({ id, details, standing }: Found, hasNamesake: boolean): Row {
  return {
    key: id,
    cells: [
      <>
        <a href={`/patients/${id}`}>{displayName(details)}</a>{' '}
        {standing === 'left' && <Tag colour="grey">Has left</Tag>}
        {standing === 'deceased' && <Tag colour="grey">Died</Tag>}
        {hasNamesake && <Tag colour="yellow">Similar name</Tag>}
      </>,
      clinicalDate(details.dateOfBirth),
      nhsWords(details),
      details.postcode === '' ? 'Not recorded' : details.postcode,
      details.registeredPractice === '' ? 'Not recorded' : details.registeredPractice,
    ],
  }
}
