import { clinicalDate, clinicalInstant, day, londonDay } from '#base/day.ts'
import { wordOf } from '#base/word-of.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { PAPER_DOUBTS, type Proposed } from '#clinical/paper-dose.ts'
import { paperCheckDueOn } from '#recall/paper-check.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { ChoiceField, NoteField } from '#web/register/typed-form.tsx'
import { checkPaper, PAPER_OUTCOMES } from '#workflow/check-paper.ts'
import { type PaperEntry, type PaperEntryPage, paperEntryPage } from '#workflow/from-paper.ts'
import type { Finding } from '#workflow/outcome.ts'
import { TOLD_ON_PAPER } from '#workflow/paper-typed.ts'
import { FROM_PAPER, paperEntryHref } from './addresses.ts'

/** GET /patients/:patientId/from-paper/:entryId - what was told on paper, beside what Evenkeel proposes. */
export const paperEntryShown: PageHandler = (request) => shown(request, [], 200)

/** POST /patients/:patientId/from-paper/:entryId - whether it stands. */
export const paperEntryPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { patientId = '', entryId = '' } = params
  const outcome = await checkPaper.run(house, caller, key, { ...fieldsOf(form), entryId })
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  return { kind: 'redirect', to: paperEntryHref(patientId, entryId) }
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const { patientId = '', entryId = '' } = params
  const asked = await paperEntryPage(house, caller, { patientId, entryId })
  if (asked.kind === 'refused') return refusalPage(asked)
  const { patient, entry } = asked
  return {
    kind: 'page',
    status,
    title: `Paper entry ${entry.sheet}`,
    place: 'none',
    banner: bannerOf(patient, londonDay(house.clock()), `/patients/${patient.id}`),
    errors: findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={FROM_PAPER}>Entered from paper</BackLink>
        <h1>Paper entry {entry.sheet}</h1>
        <Doubts entry={entry} />
        <SummaryList rows={factsOf(entry)} />
        <Check request={request} asked={asked} findings={findings} />
      </div>
    ),
  }
}

const Doubts = ({ entry: { doubts } }: { readonly entry: PaperEntry }) =>
  doubts.length === 0 ? (
    <p>Nothing of it is in doubt. A second person checks it all the same.</p>
  ) : (
    <WarningCallout heading="Look at this before it counts">
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt}>{PAPER_DOUBTS[doubt]}</li>
        ))}
      </ul>
    </WarningCallout>
  )

const factsOf = (entry: PaperEntry) => [
  { key: 'Sample', value: clinicalInstant(entry.sampledAt) },
  { key: 'INR', value: formatInr(entry) },
  { key: 'Told on paper', value: toldInWords(entry) },
  { key: 'Evenkeel, as of the sheet', value: proposedInWords(entry.proposed) },
  { key: 'Evenkeel, as of the entry', value: proposedInWords(entry.proposedNow) },
  { key: 'Decided on paper by', value: entry.decidedByName },
  { key: 'Told', value: wordOf(TOLD_ON_PAPER, entry.toldHow) },
  { key: 'Entered', value: `${clinicalInstant(entry.enteredAt)} by ${entry.enteredByName}` },
  { key: 'Checked', value: checkedInWords(entry) },
]

const toldInWords = ({ dailyUg, omitDays, nextTestOn, isLaidOut }: PaperEntry): string =>
  `${doseInWords(dailyUg, omitDays)}, next test ${clinicalDate(day(nextTestOn))}${isLaidOut ? '' : '. The tablets of the plan cannot make it'}`

const doseInWords = (dailyUg: number, omitDays: number): string =>
  `${formatMg(dailyUg)} a day${omitDays > 0 ? `, after ${omitDays} days without` : ''}`

function proposedInWords(proposed: Proposed): string {
  if (proposed.kind === 'alarm') return `No dose: ${proposed.titles.join('; ')}`
  const { dailyUg, omitDays, nextTestOn } = proposed
  return `${doseInWords(dailyUg, omitDays)}, next test by ${clinicalDate(nextTestOn)}`
}

function checkedInWords({
  outcome,
  reason,
  checkedByName,
  checkedAt,
  enteredAt,
}: PaperEntry): string {
  if (outcome === null || checkedAt === null) {
    return `Not yet: due by ${clinicalDate(paperCheckDueOn(enteredAt))}`
  }
  return `${clinicalInstant(checkedAt)} by ${checkedByName}: ${PAPER_OUTCOMES[outcome]}. ${reason}`
}

function Check(props: {
  readonly request: PageRequest
  readonly asked: PaperEntryPage
  readonly findings: readonly Finding[]
}) {
  const { request, asked, findings } = props
  const { entry, notMine, patient } = asked
  if (entry.outcome !== null) return null
  if (notMine !== null) return <p>{notMine}</p>
  const form = { values: fieldsOf(request.form), findings }
  return (
    <PostForm
      action={paperEntryHref(patient.id, entry.id)}
      csrf={request.csrf}
      requestKey={request.key}
    >
      <ChoiceField
        form={form}
        name="outcome"
        legend={{ text: 'Does it stand?', size: 'm' }}
        words={PAPER_OUTCOMES}
      />
      <NoteField
        form={form}
        name="reason"
        label="What you looked at, and what the patient was told"
      />
      <Button>Save the check</Button>
    </PostForm>
  )
}
