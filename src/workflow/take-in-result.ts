import { uuid } from '#base/ids.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { SentInr } from '#interchange/observation.ts'
import {
  addSentStep,
  type FoundSent,
  findSent,
  type NewStep,
  resultOfSent,
  type SentStep,
} from '#store/sent-results.ts'
import { act, type Done } from './act.ts'
import { keepEarlier, openEarlierCase } from './add-earlier-result.ts'
import type { Desk } from './desk.ts'
import { againstCourse, type EarlierCase, type EarlierResult } from './earlier-result-typed.ts'
import { changedMeanwhile, notHere } from './outcome.ts'
import { CLOCK_ALLOWANCE_MS } from './sample-time.ts'
import { correctSent } from './sent-correction.ts'
import { type Held, held, whoseSent } from './sent-person.ts'
import { fromOf, waitForDecision } from './sent-waiting.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

export type TakenIn = Done & { readonly step: SentStep; readonly code: string }

/**
 * Takes in one result that a laboratory sent: of a patient who is surely meant it waits for a decision, with the task and
 * the alarms that the same INR typed would have; else it is held for a person with the reason. Done again, it changes
 * nothing but what was held (H03).
 */
export const takeInResult = act<TextFields<'sentId'>, TakenIn>({
  name: 'bring-in-results',
  parse: (input) => readTextFields(input, ['sentId']),
  perform: async (desk, fields) => {
    const sent = await findSent(desk.tx, uuid(fields.sentId) ?? NOBODY)
    if (sent === undefined) return notHere('result')
    if (sent.step !== null && sent.step !== 'held') {
      return { kind: 'done', step: sent.step, code: sent.code ?? '' }
    }
    const next = await become(desk, sent)
    const { patientId } = next
    const isSame = sent.step === next.step && sent.code === next.code && sent.says === next.says
    const by = desk.actor.accountId
    const at = new Date(desk.now).toISOString()
    if (!isSame && !(await addSentStep(desk.tx, sent, { ...next, by, at }))) {
      return changedMeanwhile('this result')
    }
    const noted = { did: next.step, code: next.code }
    const whose = patientId === null ? {} : { patientId }
    return { kind: 'done', ...whose, subject: sent.id, noted, step: next.step, code: next.code }
  },
})

/** No id of anything. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

async function become(desk: Desk, found: FoundSent): Promise<NewStep> {
  const { sent, faults } = found.entry
  if (sent === null) {
    const [first] = faults
    const says = faults.map(({ place, message }) => `${place}: ${message}`).join(' ')
    return held(first?.code ?? 'not-read', says)
  }
  const patient = await whoseSent(desk, sent.person)
  if ('step' in patient) return patient
  const before = await resultOfSent(desk.tx, found)
  if (before !== undefined) return correctSent(desk, sent, patient, before)
  if (sent.status === 'void' || sent.inr === null) {
    return held('nothing-to-void', 'It takes back a result that was never brought in.')
  }
  const open = await openEarlierCase(desk, patient.id)
  if (open.kind === 'refused') {
    return held('no-inr-course', open.findings.map(({ message }) => message).join(' '))
  }
  return takeIn(desk, open.held, { ...sent, inr: sent.inr })
}

async function takeIn(
  desk: Desk,
  known: EarlierCase,
  sent: SentInr & { readonly inr: Inr },
): Promise<NewStep> {
  const wrongDay = futureOf(desk, sent) ?? sameDay(known, sent)
  if (wrongDay !== undefined) return wrongDay
  const result = asResult(known, sent)
  const against = againstCourse(desk, result, known)
  const patientId = known.patient.id
  if (against?.code === 'dosable') return waitForDecision(desk, known, sent)
  if (against !== undefined) return held(against.code, against.message)
  const { id: resultId } = await keepEarlier(desk, known, result)
  const says = 'Too old to dose on, or something was measured since: kept as an earlier result.'
  return { step: 'earlier', code: 'earlier', says, patientId, resultId }
}

function futureOf({ now, today }: Desk, { sampledOn, sampledAt }: SentInr): Held | undefined {
  const isAhead = sampledOn > today || (sampledAt !== null && sampledAt > now + CLOCK_ALLOWANCE_MS)
  return isAhead ? held('in-future', 'The sample is dated in the future.') : undefined
}

/** A laboratory's result of the same day is on record: the same, or one that differs and that a person must look at. */
function sameDay(
  { known, patient }: EarlierCase,
  { inr, sampledOn }: SentInr & { readonly inr: Inr },
): NewStep | undefined {
  const ofDay = known.filter((one) => one.sampledOn === sampledOn && one.method === 'laboratory')
  const same = ofDay.find(
    ({ comparator, tenths }) => comparator === inr.comparator && tenths === inr.tenths,
  )
  if (same !== undefined) {
    const says = 'The same INR of the laboratory of that day is on record already.'
    const step = { step: 'on-record', code: 'on-record', says } as const
    return { ...step, patientId: patient.id, resultId: same.id }
  }
  const [other] = ofDay
  if (other === undefined) return undefined
  const says = `The record has the laboratory's INR of that day as ${formatInr(other)}. Find out which is right.`
  return held('differs-from-record', says)
}

const asResult = (
  { known }: EarlierCase,
  { inr, raw, sampledOn, sampledAt, laboratory, remark }: SentInr & { readonly inr: Inr },
): EarlierResult => ({
  kind: 'earlier',
  inr,
  raw,
  method: 'laboratory',
  sample: { on: sampledOn, at: sampledAt },
  from: fromOf({ laboratory, remark }),
  isNewest: sampledOn >= (known.at(-1)?.sampledOn ?? ''),
})
