import { checkPaper } from './check-paper.ts'
import { enterFromPaper } from './enter-from-paper.ts'
import { keepPackPassphrase } from './pack-passphrase.ts'
import { recordNoVisit } from './record-no-visit.ts'
import { recordPaperDay } from './record-paper-day.ts'
import { takeClinicPack } from './take-clinic-pack.ts'

/** The acts for a day without Evenkeel, and after it. */
export const OUTAGE_ACTS = {
  'take-clinic-pack': takeClinicPack,
  'keep-pack-passphrase': keepPackPassphrase,
  'enter-from-paper': enterFromPaper,
  'check-from-paper': checkPaper,
  'record-paper-day': recordPaperDay,
  'record-no-visit': recordNoVisit,
} as const
