import { clinicalDate, clinicalInstant, type Day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { paperCheckDueOn } from '#recall/paper-check.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Input } from '#web/parts/input.tsx'
import { Looks } from '#web/parts/nothing-saved.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type FromPaper, fromPaper, type PaperEntry } from '#workflow/from-paper.ts'
import { FROM_PAPER, paperEntryHref, paperFormHref } from './addresses.ts'

/** GET /service/from-paper - one day without Evenkeel: whose sheet is still to be entered, and which entry to be checked. */
export const paperQueue: PageHandler = async ({ house, caller, query }) => {
  const seen = await fromPaper(house, caller, { on: query.get('on') ?? '' })
  if (seen.kind === 'refused') return refusalPage(seen)
  return {
    kind: 'page',
    title: 'Entered from paper',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Entered from paper</h1>
        <p className="nhsuk-u-reading-width">
          After a day without Evenkeel each sheet is entered here, dated back to its own time. A
          dose on paper is what a clinician decided: it is shown beside what Evenkeel would have
          proposed, and counts when a second person has found that it stands. Enter every sheet
          before the next clinic.
        </p>
        <Looks>
          <form action={FROM_PAPER} method="get" className="evk-narrow">
            <Input
              id="on"
              name="on"
              hint="Like 22/11/2026"
              label="Day of the sheets"
              width={10}
              value={seen.on.split('-').toReversed().join('/')}
              after={
                <Button small variant="secondary">
                  Show this day
                </Button>
              }
            />
          </form>
        </Looks>
        <Expected seen={seen} />
        <Entries seen={seen} />
      </>
    ),
  }
}

function Expected({ seen: { expected, on } }: { readonly seen: FromPaper }) {
  if (expected.length === 0) {
    return <p>Of everybody expected on {clinicalDate(on)} something is on record.</p>
  }
  return (
    <Table
      caption={`Expected on ${clinicalDate(on)}, with nothing on record since: ${expected.length}`}
      captionSize="m"
      compact
      responsive
      columns={[
        { heading: 'Time' },
        { heading: 'Patient' },
        { heading: 'Born' },
        { heading: 'Sheet' },
      ]}
      rows={expected.map(({ patientId, name, dateOfBirth, time }) => ({
        key: patientId,
        cells: [
          time,
          <a key="who" href={`/patients/${patientId}`}>
            {name}
          </a>,
          clinicalDate(dateOfBirth),
          <a key="enter" href={paperFormHref(patientId)}>
            Enter a sheet<span className="nhsuk-u-visually-hidden"> of {name}</span>
          </a>,
        ],
      }))}
    />
  )
}

function Entries({ seen: { entries, today } }: { readonly seen: FromPaper }) {
  if (entries.length === 0) return <p>Nothing has been entered from paper.</p>
  return (
    <Table
      caption="Entered, what nobody has checked first"
      captionSize="m"
      compact
      responsive
      columns={[
        { heading: 'Sheet' },
        { heading: 'Patient' },
        { heading: 'Sample' },
        { heading: 'INR', numeric: true },
        { heading: 'Told, a day' },
        { heading: 'Decided by' },
        { heading: 'How it stands' },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <a key="open" href={paperEntryHref(entry.patientId, entry.id)}>
            {entry.sheet}
          </a>,
          displayName(entry),
          clinicalInstant(entry.sampledAt),
          formatInr(entry),
          formatMg(entry.dailyUg),
          entry.decidedByName,
          <Standing key="standing" entry={entry} today={today} />,
        ],
      }))}
    />
  )
}

const Standing = ({ entry, today }: { readonly entry: PaperEntry; readonly today: Day }) => {
  if (entry.outcome === 'stands') return <Tag colour="green">Stands</Tag>
  if (entry.outcome === 'does-not-stand') return <Tag colour="red">Does not stand</Tag>
  const isLate = today > paperCheckDueOn(entry.enteredAt)
  return (
    <Tag colour={isLate || entry.doubts.length > 0 ? 'red' : 'yellow'}>
      {isLate && 'Late: '}
      {entry.doubts.length > 0 ? 'In doubt, not checked' : 'Not checked'}
    </Tag>
  )
}
