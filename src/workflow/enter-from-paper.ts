import { permission } from '#access/policy.ts'
import { clinicalDate, londonDay } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import {
  alarmsOnlyNow,
  doubtsOfDose,
  type PaperDoubt,
  type Proposed,
} from '#clinical/paper-dose.ts'
import { addPaperEntry, paperEntriesOf, sinceSample } from '#store/paper-entries.ts'
import { act, type Done } from './act.ts'
import { keepEarlier, openEarlierCase } from './add-earlier-result.ts'
import type { Desk } from './desk.ts'
import { dateDose } from './dose-order.ts'
import { beforeCourse, type EarlierCase, sameKnown } from './earlier-result-typed.ts'
import { medicinesRemembered } from './medicines-remembered.ts'
import { type Refused, refused } from './outcome.ts'
import { proposedNow, proposedThen } from './paper-proposal.ts'
import { PAPER_FIELDS, type PaperFields, type PaperTyped, readPaper } from './paper-typed.ts'
import { readSampleTime } from './sample-time.ts'
import { unsoundFindings } from './sound-device.ts'
import { readTextFields } from './text-fields.ts'
import { openVisitCase, type VisitCase } from './visit-case.ts'

/**
 * Enters what was done on paper while Evenkeel was away: the INR as a result of the past, and the dose as what a clinician decided and the
 * patient was told, beside what the rules propose for it then and now. It counts as taken when a second person has found that it
 * stands (H29); an alarm of the INR is somebody's task at once.
 */
export const enterFromPaper = act<PaperFields, Done & { readonly doubts: readonly PaperDoubt[] }>({
  name: 'enter-from-paper',
  parse: (input) => readTextFields(input, PAPER_FIELDS),
  async perform(desk, fields) {
    const open = await openEarlierCase(desk, fields.patientId)
    if (open.kind === 'refused') return open
    const cases = await casesOf(desk, fields)
    if ('kind' in cases) return cases
    const paper = await readPaper(desk, fields, open.held, cases.atSample)
    if (paper.kind === 'refused') return paper
    const before = beforeCourse(paper.result, open.held.episode)
    if (before !== undefined) return refused(422, before)
    const twice = await enteredBefore(desk, paper, open.held, fields.sameAgain)
    if (twice !== undefined) return twice

    const facts = await factsOf(desk, open.held, cases, paper)
    const id = await keep(desk, open.held, paper, facts)
    const { doubts } = facts
    const patientId = open.held.patient.id
    return { kind: 'done', patientId, subject: id, doubts, noted: { sheet: paper.sheet, doubts } }
  },
})

type Cases = { readonly atSample: VisitCase; readonly now: VisitCase }

/** The course as the rules see it on the day of the sheet and today; the sheet of a course that they do not dose is refused. */
async function casesOf(desk: Desk, fields: PaperFields): Promise<Cases | Refused> {
  const now = await openVisitCase(desk, fields.patientId, 'to-save')
  if ('kind' in now) return notDosed(now)
  const sample = readSampleTime(fields, desk.now)
  if (sample.kind === 'refused') return { now, atSample: now }
  const at = sample.sample.at ?? desk.now
  const atSample = await openVisitCase(
    { ...desk, today: londonDay(at), now: at },
    fields.patientId,
    'to-save',
  )
  return 'kind' in atSample ? notDosed(atSample) : { now, atSample }
}

const notDosed = ({ findings }: Refused): Refused =>
  refused(409, ...findings, {
    field: '',
    code: 'not-dosed-here',
    message:
      'So no dose is entered from paper. Add the INR as an earlier result, and tell the clinical lead today what the patient was told.',
  })

/** The same sheet typed by two people, or a second test of the day with the same value: only a person knows which. */
async function enteredBefore(
  { tx }: Desk,
  { result }: PaperTyped,
  { episode }: EarlierCase,
  sameAgain: string | undefined,
): Promise<Refused | undefined> {
  if (sameAgain === 'yes') return undefined
  const since = new Date(result.sample.at - DAY_SPAN_MS).toISOString()
  const same = (await paperEntriesOf(tx, episode.id, since)).find(
    ({ sampledAt, comparator, tenths }) =>
      londonDay(sampledAt) === result.sample.on &&
      comparator === result.inr.comparator &&
      tenths === result.inr.tenths,
  )
  if (same === undefined) return undefined
  const message = `An INR of ${formatInr(result.inr)} of ${clinicalDate(result.sample.on)} was entered from sheet ${same.sheet} by ${same.enteredByName}. If this is another test of that day, say so below; else enter nothing.`
  return refused(409, { field: 'sameAgain', code: 'entered-already', message })
}

/** @technical More than a day with an hour more in autumn: what is of the day is asked after. */
const DAY_SPAN_MS = 93_600_000

type Facts = {
  readonly proposed: Proposed
  readonly now: Proposed
  readonly doubts: readonly PaperDoubt[]
  readonly runs: Parameters<typeof addPaperEntry>[1]['runs']
  readonly knownResultId: string | undefined
}

async function factsOf(
  desk: Desk,
  { patient, episode, known }: EarlierCase,
  cases: Cases,
  paper: PaperTyped,
): Promise<Facts> {
  const { result, dailyUg, omitDays, nextTestOn } = paper
  const [proposed, now] = [
    proposedThen(cases.atSample, paper, desk),
    proposedNow(cases.now, paper, desk),
  ]
  const knownResultId = sameKnown(result, known)?.id
  const sample = { at: new Date(result.sample.at).toISOString(), on: result.sample.on, but: null }
  const since = await sinceSample(desk.tx, { episodeId: episode.id, ...sample })
  const medicines = await medicinesRemembered(desk.tx, patient.id, desk.today)
  const laid = dateDose(
    { dose: { kind: 'daily', dailyUg: ug(dailyUg) }, omitDays },
    cases.atSample.plan.tabletSet,
    {
      from: result.sample.on,
      nextTest: nextTestOn,
      graceDays: cases.atSample.rules.graceDays,
    },
  )
  const isUnsound =
    unsoundFindings(result.method, result.device ?? null, cases.atSample, result.sample).length > 0
  const isOf = (is: boolean | undefined, doubt: PaperDoubt) => (is ? [doubt] : [])
  return {
    proposed,
    now,
    knownResultId,
    runs: laid.kind === 'dated' ? laid.schedule.runs : null,
    doubts: [
      ...doubtsOfDose({ dailyUg, omitDays, nextTestOn }, proposed),
      ...isOf(alarmsOnlyNow(proposed, now), 'alarm-now'),
      ...isOf(medicines.length > 0, 'medicine-now'),
      ...isOf(since?.laterResult, 'later-result'),
      ...isOf(since?.laterDose, 'later-dose'),
      ...isOf(since?.sameDay, 'same-day'),
      ...isOf(isUnsound, 'meter-unsound'),
      ...isOf(!mayDecide(paper), 'decider-not-authorised'),
      ...isOf(laid.kind === 'refused', 'cannot-be-made'),
      ...isOf(paper.toldHow === 'not-told', 'not-told'),
    ],
  }
}

/** Whether who decided on paper might have decided a dose of their own here on that day. */
const mayDecide = ({ decider, result }: PaperTyped): boolean =>
  decider.active && permission('change-dose', decider, result.sample.on).kind === 'allowed'

async function keep(
  desk: Desk,
  held: EarlierCase,
  paper: PaperTyped,
  { proposed, now, doubts, runs, knownResultId }: Facts,
): Promise<string> {
  const { tx, actor } = desk
  const { episode } = held
  const resultId = knownResultId ?? (await keepEarlier(desk, held, paper.result)).id
  const id = desk.newId()
  await addPaperEntry(tx, {
    id,
    patientId: episode.patientId,
    episodeId: episode.id,
    resultId,
    sheet: paper.sheet,
    sampledAt: new Date(paper.result.sample.at).toISOString(),
    dailyUg: paper.dailyUg,
    omitDays: paper.omitDays,
    runs,
    fromOn: paper.result.sample.on,
    nextTestOn: paper.nextTestOn,
    decidedBy: paper.decider.accountId,
    toldHow: paper.toldHow,
    answers: paper.answers,
    proposed,
    proposedNow: now,
    doubts,
    enteredBy: actor.accountId,
    enteredAt: new Date(desk.now).toISOString(),
  })
  return id
}
