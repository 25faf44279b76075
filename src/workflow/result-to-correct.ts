import type { Day } from '#base/day.ts'
import { type ResultId, uuid } from '#base/ids.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { findResult } from '#store/results.ts'
import { notHere } from './outcome.ts'
import { view } from './view.ts'

/** One result as it stands, for whoever may correct it. */
export type ResultToCorrect = {
  readonly kind: 'result'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly result: NonNullable<Awaited<ReturnType<typeof findResult>>>
}

export const resultToCorrect = view<{ readonly resultId: string }, ResultToCorrect>(
  'correct-result',
  async ({ tx, today }, asked) => {
    const resultId = uuid<ResultId>(asked.resultId)
    const result = resultId && (await findResult(tx, resultId))
    const patient = result && (await patientOnScreen(tx, result.patientId))
    if (result === undefined || patient === undefined) return notHere('result')
    return { kind: 'result', today, patient, result }
  },
  (_asked, { patient }) => patient.id,
)
