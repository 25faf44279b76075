import type { Day } from '#base/day.ts'
import { missingOfPackage } from '#register/transfer.ts'
import { episodesOf } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { openTransferOf, type Transfer } from '#store/transfers.ts'
import { notHere, type Refused } from './outcome.ts'
import { packageOf } from './transfer-package.ts'
import { type DirectoryShown, directoryOf } from './transfers-shown.ts'
import { view } from './view.ts'

export type TransferForm = {
  readonly kind: 'transfer-form'
  readonly today: Day
  readonly here: string
  readonly patient: PatientOnScreen
  readonly episodeId: string | null
  /** Why nobody can be asked now. */
  readonly blocked: readonly string[]
  /** What has to be closed here before anybody can accept. */
  readonly open: readonly string[]
  readonly running: Transfer | undefined
  readonly directory: DirectoryShown
}

/** What is asked of whoever hands a patient over, and what stands in the way. */
export const transferForm = view<{ readonly patientId: string }, TransferForm>(
  'send-transfer',
  async (desk, { patientId }): Promise<TransferForm | Refused> => {
    const { tx, today } = desk
    const patient = await patientOnScreen(tx, patientId)
    if (patient === undefined) return notHere('patient')
    const course = (await episodesOf(tx, patientId)).find(
      ({ phase, bridging }) => phase !== 'ended' && !bridging,
    )
    const sent = course === undefined ? undefined : await packageOf(desk, course.id)
    const missing = sent?.kind === 'sent' ? missingOfPackage(sent.package, today) : []
    const refusals = sent?.kind === 'refused' ? sent.findings : missing
    const blocked = sent === undefined ? NO_TREATMENT : refusals.map(({ message }) => message)
    return {
      kind: 'transfer-form',
      here: tx.providerId,
      ...{ today, patient, blocked },
      episodeId: course?.id ?? null,
      open: sent?.kind === 'sent' ? sent.open : [],
      running: course && (await openTransferOf(tx, course.id)),
      directory: await directoryOf(tx, today),
    }
  },
  ({ patientId }) => patientId,
)

const NO_TREATMENT = ['There is no treatment to hand over.']
