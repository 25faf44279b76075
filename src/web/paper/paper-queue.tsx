import { clinicalDate, clinicalInstant, type Day, isDay } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { paperCheckDueOn } from '#recall/paper-check.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Input } from '#web/parts/input.tsx'
import { Looks } from '#web/parts/nothing-saved.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { Done } from '#workflow/act.ts'
import { type FromPaper, fromPaper, type PaperEntry } from '#workflow/from-paper.ts'
import type { Finding, Refused } from '#workflow/outcome.ts'
import { recordNoVisit } from '#workflow/record-no-visit.ts'
import { recordPaperDay } from '#workflow/record-paper-day.ts'
import { FROM_PAPER, paperDayHref, paperEntryHref, paperFormHref } from './addresses.ts'
import { OtherDays, PaperDay } from './paper-day.tsx'

/** GET /service/from-paper - one day without Evenkeel: whose sheet is still to be entered, and which entry to be checked. */
export const paperQueue: PageHandler = (request) =>
  shown(request, request.query.get('on') ?? '', [], 200)

/** POST /service/from-paper/day - whether its clinic was held on paper. */
export const paperDayPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  return answered(request, await recordPaperDay.run(house, caller, key, fieldsOf(form)))
}

/** POST /service/from-paper/no-visit - for whom there was none, and why. */
export const noVisitPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const patients = (form.get('patients') ?? []).join(' ')
  const fields = { ...fieldsOf(form), patients }
  return answered(request, await recordNoVisit.run(house, caller, key, fields))
}

function answered(request: PageRequest, outcome: Done | Refused): Promise<PageReply> | PageReply {
  const on = field(request.form, 'on') ?? ''
  if (outcome.kind === 'done')
    return { kind: 'redirect', to: isDay(on) ? paperDayHref(on) : FROM_PAPER }
  return outcome.status === 403
    ? refusalPage(outcome)
    : shown(request, on, outcome.findings, outcome.status)
}

async function shown(
  request: PageRequest,
  asked: string,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller } = request
  const seen = await fromPaper(house, caller, { on: asked })
  if (seen.kind === 'refused') return refusalPage(seen)
  return {
    kind: 'page',
    status,
    errors: findings,
    title: 'Entered from paper',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Entered from paper</h1>
        <p className="nhsuk-u-reading-width">
          After a day without Evenkeel each sheet is entered here, dated back to its own time. A
          dose on paper is what a clinician decided: it is shown beside what Evenkeel would have
          proposed, and counts when a second person has found that it stands. Say of each clinic
          that was held on paper that it was: no clinic since is closed until each of its sheets is
          entered, or it is said why there was no visit.
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
        <OtherDays seen={seen} />
        <PaperDay seen={seen} request={request} findings={findings} />
        {seen.paperDay?.what !== 'held' && <Expected seen={seen} />}
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
