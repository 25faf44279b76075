import type { Day } from '#base/day.ts'
import { METER_RANGE, parseInr } from '#clinical/inr.ts'
import { outcomeOf, type SurveySample } from '#clinical/meter-survey.ts'
import { type Findings, typedDay, typedNote, typedText } from '#register/typed-fields.ts'
import { addSurvey, addSurveyAction, surveysOf } from '#store/surveys.ts'
import { act, type Done } from './act.ts'
import { meterNamed, meterRegister } from './meter-register.ts'
import { notHere, type Parsed, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

/** Each survey has two samples. */
export const SAMPLES = [1, 2] as const

const FIELDS = [
  'meter',
  'scheme',
  'survey',
  ...dayBoxes('doneOn'),
  'isReturned',
  ...SAMPLES.flatMap((nth) => [`own-${nth}`, `median-${nth}`] as const),
  'note',
] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical */
const LONGEST_NAME = 60
/** @technical */
const LONGEST_NOTE = 500
/** @technical More surveys than a site has in its life. */
const EVERY = 10_000

/** Writes down a survey of external quality assessment of a meter: whether it is in consensus follows from its samples (S20). */
export const recordSurvey = act<Fields, Done>({
  name: 'record-survey',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const { tx, today, actor, now } = desk
    const meter = meterNamed(await meterRegister(tx, today), fields.meter ?? '')
    if (meter === undefined) return notHere('meter')
    const findings: Findings = []
    const { scheme, survey, note, doneOn } = readSurvey(fields, today, findings)
    const samples = readSamples(fields, findings)
    if (findings.length > 0 || doneOn === null) return refused(422, ...findings)
    const outcome = outcomeOf(samples)
    const id = desk.newId()
    const kept = { id, meterKey: meter.key, meterVersion: meter.version, scheme, survey }
    const written = { by: actor.accountId, at: new Date(now).toISOString() }
    const isNew = await addSurvey(tx, { ...kept, doneOn, samples, outcome, note }, written)
    if (!isNew) return ON_RECORD
    return { kind: 'done', subject: id, noted: { meter: meter.name, survey, outcome } }
  },
})

function readSurvey(fields: Fields, today: Day, findings: Findings) {
  const scheme = typedNote(fields, 'scheme', LONGEST_NAME, findings)
  if (scheme === '') findings.push(WHICH_SCHEME)
  const survey = typedNote(fields, 'survey', LONGEST_NAME, findings)
  if (survey === '') findings.push(WHICH_SURVEY)
  const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
  const doneOn = typedDay(fields, 'doneOn', findings)
  const isUnread = findings.some(({ field }) => field === 'doneOn')
  if (!isUnread && (doneOn === null || doneOn > today)) findings.push(WHEN)
  return { scheme, survey, note, doneOn }
}

/** The samples as the meter and as the centres measured them; none of a survey that was not returned. */
function readSamples(fields: Fields, findings: Findings): readonly SurveySample[] {
  if (fields.isReturned !== 'yes' && fields.isReturned !== 'no') {
    findings.push(RETURNED)
    return []
  }
  if (fields.isReturned === 'no') return []
  const before = findings.length
  const samples = SAMPLES.flatMap((nth) => {
    const [own, median] = [typedText(fields, `own-${nth}`), typedText(fields, `median-${nth}`)]
    if (own === '' && median === '' && nth > 1) return []
    const ownTenths = tenthsOf(fields, `own-${nth}`, findings)
    const medianTenths = tenthsOf(fields, `median-${nth}`, findings)
    return ownTenths === undefined || medianTenths === undefined
      ? []
      : [{ ownTenths, medianTenths }]
  })
  return findings.length > before ? [] : samples
}

function tenthsOf(fields: Fields, field: string, findings: Findings): number | undefined {
  const parsed = parseInr(typedText(fields, field), METER_RANGE)
  if (parsed.kind === 'inr' && parsed.inr.comparator === '=') return parsed.inr.tenths
  const message = 'Enter the INR with one decimal place, like 2.5.'
  findings.push({ field, code: 'inr', message })
  return undefined
}

const ACTION_FIELDS = ['surveyId', 'what', ...dayBoxes('actionOn')] as const
type Action = TextFields<(typeof ACTION_FIELDS)[number]>

/** Writes down what was done about a survey that was out of consensus or not returned; until then it is on the front page. */
export const recordSurveyAction = act<Action, Done>({
  name: 'record-survey',
  parse: (input): Parsed<Action> => readTextFields(input, ACTION_FIELDS),
  perform: async ({ tx, today, actor, now }, fields) => {
    const id = idTyped(fields.surveyId)
    const found = (await surveysOf(tx, null, EVERY)).find((one) => one.id === id)
    if (found === undefined) return notHere('survey')
    if (found.outcome === 'satisfactory') return NOTHING_TO_DO
    const findings: Findings = []
    const what = typedNote(fields, 'what', LONGEST_NOTE, findings)
    if (what === '') findings.push(WHAT_DONE)
    const doneOn = typedDay(fields, 'actionOn', findings)
    const isUnread = findings.some(({ field }) => field === 'actionOn')
    if (!isUnread && (doneOn === null || doneOn > today)) {
      findings.push({ ...WHEN, field: 'actionOn' })
    }
    if (findings.length > 0 || doneOn === null) return refused(422, ...findings)
    const written = { by: actor.accountId, at: new Date(now).toISOString() }
    if (!(await addSurveyAction(tx, { surveyId: id, what, doneOn }, written))) return ON_RECORD
    return { kind: 'done', subject: id, noted: { meter: found.meterKey, survey: found.survey } }
  },
})

const WHICH_SCHEME = {
  field: 'scheme',
  code: 'required',
  message: 'Enter the scheme, like UK NEQAS.',
}
const WHICH_SURVEY = {
  field: 'survey',
  code: 'required',
  message: 'Enter the number or the name of the survey.',
}
const WHEN = {
  field: 'doneOn',
  code: 'range',
  message: 'Enter the day on which it was done: today or earlier.',
}
const RETURNED = {
  field: 'isReturned',
  code: 'required',
  message: 'Say whether results were returned to the scheme.',
}
const WHAT_DONE = {
  field: 'what',
  code: 'required',
  message: 'Say what was found and what was done about it.',
}
const ON_RECORD = refused(409, {
  field: '',
  code: 'on-record',
  message: 'This is on record already. Open the meter to see it.',
})
const NOTHING_TO_DO = refused(409, {
  field: '',
  code: 'satisfactory',
  message: 'This survey was satisfactory: nothing has to be done about it.',
})
