import { permission } from '#access/policy.ts'
import {
  causesFound,
  type Outcome,
  type Reassessed,
  readReassessment,
} from '#register/reassessment-outcome.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { addReassessmentEvent, answerReassessment, findReassessment } from '#store/reassessments.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'
import { raisedNow } from './poor-control.ts'
import { seenVersion } from './record-version.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'episodeId',
  'version',
  'adherence',
  'adherenceNote',
  'interactions',
  'interactionsNote',
  'diet',
  'dietNote',
  'alcohol',
  'alcoholNote',
  'illness',
  'illnessNote',
  'outcome',
  'planNote',
  ...dayBoxes('lookAgainOn'),
  'changeNote',
  ...dayBoxes('changeBy'),
  'reason',
  'continueNote',
] as const satisfies readonly string[]

type Fields = TextFields<(typeof FIELDS)[number]>

/** What is kept of an outcome beside its word. */
export type OutcomeDetails = Omit<Reassessed, 'outcome'>

/**
 * Records what came of looking at poor control (S5): causes and one outcome, without which it stays open. A plan and a
 * change of medicine come back on their day; the change itself is made by its own act.
 */
export const reassessControl = act<Fields, Done>({
  name: 'reassess-control',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const notMine = mayNot(desk, fields.outcome)
    if (notMine !== undefined) return notMine
    const open = await openCase(desk, fields)
    if (open.kind === 'refused') return open
    const { patient, episode, known } = open
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const read = readReassessment(fields, {
      today: desk.today,
      raised: await raisedNow(desk, episode),
      flags: patient.details,
      indication: episode.plan.indication,
    })
    if (read.kind === 'refused') return refused(422, ...read.findings)
    const { outcome, ...details } = read.reassessed
    const at = new Date(desk.now).toISOString()
    const answer = { episodeId: episode.id, version: known.version, dueOn: details.lookAgainOn, at }
    if (!(await answerReassessment(desk.tx, answer))) return changedMeanwhile('this reassessment')
    const { flags } = known
    const event = { id: desk.newId(), episodeId: episode.id, what: outcome, flags, details }
    await addReassessmentEvent(desk.tx, { ...event, by: desk.actor.accountId, at })
    return { kind: 'done', patientId: patient.id, subject: episode.id, noted: { outcome } }
  },
})

/** The reassessment that is asked about, in the version that was seen, while it calls for an outcome. */
async function openCase({ tx }: Desk, { episodeId, version }: Fields) {
  const episode = await findEpisode(tx, idTyped(episodeId))
  const patient = episode && (await findPatient(tx, episode.patientId))
  const known = episode && (await findReassessment(tx, episode.id))
  if (episode === undefined || patient === undefined || known === undefined)
    return notHere('reassessment')
  const seen = seenVersion(version, known.version, 'this reassessment')
  if (seen.kind === 'refused') return seen
  if (episode.phase === 'ended') return ended
  if (known.state === 'answered') return changedMeanwhile('this reassessment')
  return { kind: 'open', patient, episode, known } as const
}

const ended = refused(409, {
  field: '',
  code: 'treatment-ended',
  message: 'This course of treatment has ended. There is nothing to reassess.',
})

const FOR_AN_AUTHORISED_PERSON: readonly Outcome[] = ['change-to-doac', 'continue']

/** To live with poor control, or to leave warfarin, is for an authorised person. */
function mayNot({ actor, today }: Desk, typed: string | undefined): Refused | undefined {
  if (!FOR_AN_AUTHORISED_PERSON.some((outcome) => outcome === typed)) return undefined
  const may = permission('accept-poor-control', actor, today)
  if (may.kind === 'allowed') return undefined
  return refused(403, {
    field: 'outcome',
    code: `not-permitted-${may.because}`,
    message: may.message,
  })
}

/** An outcome as one line of the history. */
export const outcomeInWords = ({ causes, note }: OutcomeDetails): string =>
  [causesFound(causes), ...(note === '' ? [] : [note])].join('. ')
