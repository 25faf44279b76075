import { checkPaper } from './check-paper.ts'
import { enterFromPaper } from './enter-from-paper.ts'
import { keepPackPassphrase } from './pack-passphrase.ts'
import { takeClinicPack } from './take-clinic-pack.ts'

/** The acts for a day without Evenkeel, and after it. */
export const OUTAGE_ACTS = {
  'take-clinic-pack': takeClinicPack,
  'keep-pack-passphrase': keepPackPassphrase,
  'enter-from-paper': enterFromPaper,
  'check-from-paper': checkPaper,
} as const
