import type { ActName } from '#access/policy.ts'
import type { Tx } from '#store/tx.ts'
import { isReconciling } from '#store/unknown-here.ts'
import { type Refused, refused } from './outcome.ts'

/**
 * What gives a dose, tells it or changes what is taken. Stopping, pausing, results, alarms, referrals and contacts go on: they keep a patient
 * safe, and are how what is missing is entered again.
 */
const DOSES: readonly ActName[] = [
  'accept-dose',
  'change-dose',
  'authorise-dose',
  'dose-initiation',
  'start-initiation',
  'record-doac-review',
  'decide-doac-review',
  'switch-medicine',
  'plan-procedure',
  'send-text',
  'print-dose',
]

/** No dose is built on a record that may be older than what the patient was told (H28). */
export async function reconcilingRefusal(name: ActName, tx: Tx): Promise<Refused | undefined> {
  if (!DOSES.includes(name)) return undefined
  return (await isReconciling(tx)) ? RECONCILING : undefined
}

const RECONCILING = refused(409, {
  field: '',
  code: 'reconciling',
  message:
    'This database was restored, and doses given since may be missing from it. Nothing is dosed, sent or printed until the clinical lead or the practice manager has cleared the list: Service, After a restore. Ask the patient what they take and write it on paper.',
})
