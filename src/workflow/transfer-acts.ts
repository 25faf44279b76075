import { acceptTransfer } from './accept-transfer.ts'
import { sendTransfer } from './send-transfer.ts'
import {
  answerTransfer,
  askAboutTransfer,
  declineTransfer,
  recordAcceptance,
  renewTransfer,
  withdrawTransfer,
} from './step-transfer.ts'

/** What is done while a patient is handed over from one provider to another. */
export const TRANSFER_ACTS = {
  'send-transfer': sendTransfer,
  'ask-about-transfer': askAboutTransfer,
  'answer-transfer': answerTransfer,
  'renew-transfer': renewTransfer,
  'accept-transfer': acceptTransfer,
  'decline-transfer': declineTransfer,
  'withdraw-transfer': withdrawTransfer,
  'record-transfer-accepted': recordAcceptance,
} as const
