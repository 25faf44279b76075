import { type DecisionId, uuid } from '#base/ids.ts'
import { trimAscii } from '#base/typed-text.ts'
import { wordIn } from '#register/typed-fields.ts'
import { type FoundDecision, findDecision } from '#store/decisions.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { isOvertaken } from '#store/overtaken.ts'
import { findPatient } from '#store/patients.ts'
import { isVoided } from '#store/results.ts'
import { addTold, type HowTold, type ToldHow } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import { goesOn } from './dose-goes-on.ts'
import { freeTextFindings } from './free-text.ts'
import { type Finding, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'
import { closeUnanswered } from './unanswered-texts.ts'

const FIELDS = ['decisionId', 'how', 'toWhom', 'readBack', 'answered'] as const

/** How a dose may reach the patient. */
export const WAYS_TO_TELL: Readonly<Record<HowTold, string>> = {
  'handed-over': 'Handed over',
  'read-back': 'Told by telephone and read back',
  message: 'Message acknowledged',
  letter: 'Letter sent',
}

/** How it is on record that a patient was told. */
export const TOLD_WORDS: Readonly<Record<ToldHow, string>> = {
  ...WAYS_TO_TELL,
  'letter-arrived': 'Letter taken as received',
  delivered: 'Text delivered, as the network says',
}

type Telling = {
  readonly decisionId: DecisionId
  readonly how: HowTold
  readonly toWhom: string
}

type Told = Done & { readonly decisionId: string }

/**
 * Records that the patient, or whoever looks after them, knows the dose: only then has it been given (H16). A letter tells
 * nobody on the day on which it goes: it counts once its days have passed, and of a changed dose never.
 */
export const recordTold = act<Telling, Told>({
  name: 'record-told',
  parse: parseTelling,
  async perform(desk, telling) {
    const { tx, actor, now, newId } = desk
    const decision = await findDecision(tx, telling.decisionId)
    if (decision === undefined) return notHere('dose')
    const patient = await findPatient(tx, decision.patientId)
    const episode = await findEpisode(tx, decision.episodeId)
    if (patient === undefined || episode === undefined) return notHere('dose')
    const notGiven = await whyNotGiven(tx, decision, episode)
    if (notGiven !== undefined) return notGiven
    const findings = freeTextFindings({ note: telling.toWhom }, patient)
    if (findings.length > 0) return refused(422, ...findings)

    const id = newId()
    const at = new Date(now).toISOString()
    const { how, toWhom } = telling
    const entry = { id, decisionId: decision.id, patientId: patient.id, how, toWhom }
    await addTold(tx, episode.id, { ...entry, by: actor.accountId, at })
    const isHeld = how !== 'letter' || (await goesOn(tx, decision))
    const trouble = isHeld ? await closeUnanswered(desk, episode.id, how) : undefined
    if (trouble !== undefined) return trouble
    return {
      kind: 'done',
      patientId: patient.id,
      subject: id,
      noted: { how },
      decisionId: decision.id,
    }
  },
})

async function whyNotGiven(
  tx: Tx,
  decision: FoundDecision,
  { lastDecisionId, phase }: FoundEpisode,
): Promise<Refused | undefined> {
  if (lastDecisionId !== decision.id) return superseded
  if (phase === 'suspended' || phase === 'ended') return notTaken
  if (await isOvertaken(tx, decision)) return overtaken
  return (await isVoided(tx, decision.resultId)) ? onVoid : undefined
}

const superseded = refused(410, {
  field: '',
  code: 'superseded',
  message: 'A newer dose has taken the place of this one. Tell the patient the newer dose.',
})

const notTaken = refused(409, {
  field: '',
  code: 'treatment-suspended',
  message: 'Treatment is suspended or has ended. Do not give this dose: open the patient.',
})

const overtaken = refused(409, {
  field: '',
  code: 'later-result',
  message:
    'A later INR is recorded and no dose is decided on it. Do not give this dose: open the patient and have it decided.',
})

const onVoid = refused(409, {
  field: '',
  code: 'result-void',
  message:
    'The INR of this dose is void. Do not give this dose: open the patient and have it looked at.',
})

function parseTelling(input: unknown): Parsed<Telling> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { decisionId, how } = read.value
  const decision = uuid<DecisionId>(decisionId)
  const way = wordIn(WAYS_TO_TELL, how)
  const findings: Finding[] = [...unconfirmed(way, read.value)]
  if (decision === undefined) findings.push(at('decisionId', 'required', 'Say which dose it is.'))
  if (way === undefined) findings.push(at('how', 'required', 'Say how the patient was told.'))
  if (decision === undefined || way === undefined || findings.length > 0) {
    return { kind: 'refused', findings }
  }
  const toWhom = trimAscii(read.value.toWhom ?? '') || 'patient'
  return { kind: 'parsed', value: { decisionId: decision, how: way, toWhom } }
}

type Confirmed = { readonly readBack?: string; readonly answered?: string }

/** What is heard or read of the patient is confirmed by a tick of its own: no key alone says that they know the dose (H16). */
function unconfirmed(way: HowTold | undefined, typed: Confirmed): readonly Finding[] {
  if (way === 'read-back' && typed.readBack !== 'yes') return [NOT_READ_BACK]
  return way === 'message' && typed.answered !== 'yes' ? [NOT_ANSWERED] : []
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })

const NOT_READ_BACK = at(
  'readBack',
  'not-read-back',
  'Ask the person to read the dose back, and tick that what they read is the dose shown here.',
)
const NOT_ANSWERED = at(
  'answered',
  'not-answered',
  'Tick that an answer to this text has come; without one, telephone the patient.',
)
