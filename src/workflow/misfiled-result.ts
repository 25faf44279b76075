import type { Day } from '#base/day.ts'
import { type ResultId, uuid } from '#base/ids.ts'
import { type Misfiled, misfiledOf } from '#store/misfiled-results.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { findResult } from '#store/results.ts'
import type { Result } from './correct-result.ts'
import { isSettled } from './name-right-patient.ts'
import { notHere } from './outcome.ts'
import { view } from './view.ts'

/** A result that was recorded on the wrong patient: why, and whether it is known whose it is. */
export type MisfiledResult = {
  readonly kind: 'misfiled'
  readonly today: Day
  /** Whose record it was in. */
  readonly patient: PatientOnScreen
  readonly result: Result
  readonly misfiled: Misfiled
  readonly isSettled: boolean
}

export const misfiledResult = view<{ readonly resultId: string }, MisfiledResult>(
  'record-wrong-patient',
  async ({ tx, today }, asked) => {
    const resultId = uuid<ResultId>(asked.resultId)
    const misfiled = resultId && (await misfiledOf(tx, resultId))
    const patient = misfiled && (await patientOnScreen(tx, misfiled.patientId))
    const result = misfiled && (await findResult(tx, misfiled.resultId))
    if (!misfiled || !patient || !result) return notHere('result')
    return {
      kind: 'misfiled',
      today,
      patient,
      result,
      misfiled,
      isSettled: isSettled(misfiled),
    }
  },
  (_asked, { patient }) => patient.id,
)
