import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { HIGH_RISK, TASK_LISTS } from '#recall/absences.ts'
import { displayName } from '#register/person-name.ts'
import { namesakesListed } from '#register/similar-names.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type Worklist, type WorklistLine, worklist } from '#workflow/worklist.ts'
import { WORKLISTS, worklistHref } from './addresses.ts'
import { Filters } from './filters.tsx'
import { nextStepOf } from './next-step.ts'
import { waited } from './waited.ts'

/** One list: who, why here, since when, risk, owner, and the next step. */
export const worklistPage: PageHandler = async ({ house, caller, params, query }) => {
  const list = await worklist(house, caller, {
    kind: params['kind'] ?? '',
    risk: query.get('risk'),
    owner: query.get('owner'),
    medicine: query.get('medicine'),
    page: query.get('page'),
  })
  if (list.kind === 'refused') return refusalPage(list)
  const title = capitalised(list.words.label)
  return {
    kind: 'page',
    title,
    place: 'worklists',
    main: (
      <>
        <BackLink href={WORKLISTS}>All worklists</BackLink>
        <h1>
          {title} <span className="evk-today__as-at">as at {londonClock(list.asAt)}</span>
        </h1>
        <p>{list.words.looksFor}</p>
        <Filters list={list} isOwned={TASK_LISTS.includes(list.absence)} />
        {list.lines.length === 0 ? <p>None.</p> : <Lines list={list} />}
        <Pages list={list} />
      </>
    ),
  }
}

function Lines({ list }: { readonly list: Worklist }) {
  const namesakes = namesakesListed(list.lines)
  return (
    <Table
      caption={`${capitalised(list.words.label)}: ${list.sizes.narrowed}`}
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Who' },
        { heading: 'Why here' },
        { heading: 'Since' },
        { heading: 'Risk' },
        { heading: 'Owner' },
        { heading: 'Next step' },
      ]}
      rows={list.lines.map((line) => ({ key: line.key, cells: cellsOf(list, line, namesakes) }))}
    />
  )
}

function cellsOf(list: Worklist, line: WorklistLine, namesakes: ReadonlySet<string>) {
  const step = nextStepOf(list.absence, line)
  const who = nameOf(line)
  return [
    line.patientId === null ? (
      who
    ) : (
      <NamedPatient
        key="who"
        patientId={line.patientId}
        name={who}
        dateOfBirth={line.dateOfBirth}
        hasNamesake={namesakes.has(line.patientId)}
      />
    ),
    line.why,
    sinceInWords(list, line),
    <Risk key="risk" risk={line.risk} />,
    ownerOf(list, line),
    <a key="next" href={step.href}>
      {step.text}
      <span className="nhsuk-u-visually-hidden"> {who}</span>
    </a>,
  ]
}

/** A task is somebody's or nobody's yet; anything else is for whoever works the list. */
function ownerOf({ absence }: Worklist, { ownerName }: WorklistLine): string {
  if (ownerName !== null) return ownerName
  return TASK_LISTS.includes(absence) ? 'Nobody yet' : 'The clinic'
}

function nameOf({ familyName, givenName, named }: WorklistLine): string {
  if (familyName !== null && givenName !== null) return displayName({ familyName, givenName })
  return named ?? ''
}

/** The day it began, and how long ago that is. */
function sinceInWords({ today, asAt }: Worklist, { sinceOn, sinceAt }: WorklistLine): string {
  const on = sinceAt === null ? sinceOn : londonDay(sinceAt)
  if (on === null) return 'Not known'
  const age = waited({ on: sinceOn, at: sinceAt }, today, asAt)
  return age === undefined ? clinicalDate(on) : `${clinicalDate(on)} (${age})`
}

function Risk({ risk }: { readonly risk: number }) {
  return risk >= HIGH_RISK ? <Tag colour="red">High</Tag> : 'Usual'
}

function Pages({ list }: { readonly list: Worklist }) {
  const { absence, filter, page, pages } = list
  if (pages === 1) return null
  const to = (other: number) => ({
    href: worklistHref(absence, filter, other),
    label: `${other} of ${pages}`,
  })
  return (
    <Pagination
      previous={page > 1 ? to(page - 1) : undefined}
      next={page < pages ? to(page + 1) : undefined}
    />
  )
}
