import { allScores, contradictions } from '#clinical/scores/all-scores.ts'
import {
  ANSWERS,
  type Answer,
  NOTHING_ASKED,
  SCORE_QUESTIONS,
  type ScoreFacts,
  type ScoreQuestion,
} from '#clinical/scores/answer.ts'
import { personOf } from '#register/score-facts.ts'
import { findPatient } from '#store/patients.ts'
import { addScoreRecord } from '#store/score-records.ts'
import { act, type Done } from './act.ts'
import { type Finding, notHere, type Parsed, refused } from './outcome.ts'
import { raiseRecallRisk } from './raise-recall-risk.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [...SCORE_QUESTIONS, 'patientId'] as const

type Answered = {
  readonly patientId: string | undefined
  readonly answers: ScoreFacts['answers']
}

/**
 * Records the scores of a person: every question is answered, "not known" included. Age and sex are those of the record
 * on this day. What was recorded before stays.
 */
export const recordScores = act<Answered, Done>({
  name: 'record-scores',
  parse: parseAnswers,
  perform: async (desk, { patientId, answers }) => {
    const patient = await findPatient(desk.tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    if (patient.standing === 'deceased') return HAS_DIED
    const facts = { ...personOf(patient.details, desk.today), answers }
    const wrong = contradictions(facts)
    if (wrong.length > 0) {
      return refused(
        422,
        ...wrong.map(({ question, message }) => at(question, 'contradicts', message)),
      )
    }

    const id = desk.newId()
    const scores = allScores(facts)
    await addScoreRecord(desk.tx, {
      id,
      patientId: patient.id,
      facts,
      scores,
      recordedBy: desk.actor.accountId,
      recordedAt: new Date(desk.now).toISOString(),
    })
    await raiseRecallRisk(desk, patient.id, patient.details)
    const noted = scores.map((score) => `${score.id} ${score.lowest}-${score.highest}`)
    return { kind: 'done', patientId: patient.id, subject: id, noted: { scores: noted } }
  },
})

const HAS_DIED = refused(409, {
  field: '',
  code: 'patient-died',
  message: 'This patient has died. No score is recorded any more.',
})

function parseAnswers(input: unknown): Parsed<Answered> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const answers: Record<ScoreQuestion, Answer> = { ...NOTHING_ASKED.answers }
  const findings: Finding[] = []
  for (const question of SCORE_QUESTIONS) {
    const answer = ANSWERS.find((known) => known === read.value[question])
    if (answer !== undefined) answers[question] = answer
    else findings.push(at(question, 'required', 'Answer yes, no or not known.'))
  }
  if (findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { patientId: read.value.patientId, answers } }
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
