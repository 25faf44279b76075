import type { ActName } from '#access/policy.ts'
import { abandonImport } from './abandon-import.ts'
import { abandonSwitch } from './abandon-switch.ts'
import { acceptDose } from './accept-dose.ts'
import type { Done } from './act.ts'
import { activateEpisode } from './activate-episode.ts'
import { activateRules } from './activate-rules.ts'
import { addEarlierResult } from './add-earlier-result.ts'
import { addStaff } from './add-staff.ts'
import { askTrial, askTrialAgain, cancelTrial } from './ask-trial.ts'
import { assignProcedure } from './assign-procedure.ts'
import { authoriseDose } from './authorise-dose.ts'
import { beginOverlap } from './begin-overlap.ts'
import { bookAppointment } from './book-appointment.ts'
import { bringInResults } from './bring-in-results.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { changeDose } from './change-dose.ts'
import { changeStaff } from './change-staff.ts'
import { checkSelfTesting } from './check-self-testing.ts'
import { clearUnknown } from './clear-unknown.ts'
import { closeAlertReview } from './close-alert-review.ts'
import { closeClinicDay } from './close-clinic-day.ts'
import { closeTask } from './close-task.ts'
import { commitImport } from './commit-import.ts'
import { confirmEpisode } from './confirm-episode.ts'
import { confirmNotice } from './confirm-notice.ts'
import { confirmRemoval } from './confirm-removal.ts'
import { CONTRACT_ACTS } from './contract-acts.ts'
import { correctResult } from './correct-result.ts'
import { decideDoacReview } from './decide-doac-review.ts'
import { decideNonAttendance } from './decide-non-attendance.ts'
import { decideNotRestart } from './decide-not-restart.ts'
import { declineRules, withdrawRules } from './decline-rules.ts'
import type { Caller, House } from './desk.ts'
import { editEpisode } from './edit-episode.ts'
import { editPatient } from './edit-patient.ts'
import { endClinic } from './end-clinic.ts'
import { endEpisode } from './end-episode.ts'
import { endSignIns } from './end-sign-ins.ts'
import { exportAudit } from './export-audit.ts'
import { extendOverlap } from './extend-overlap.ts'
import { finishOverlap } from './finish-overlap.ts'
import { issuePassword } from './issue-password.ts'
import { lookInEmergency } from './look-in-emergency.ts'
import { makeClinicPack } from './make-clinic-pack.ts'
import { mapIndication } from './map-indication.ts'
import { markProcedureStep } from './mark-procedure-step.ts'
import { METER_ACTS } from './meter-acts.ts'
import { moveProcedure } from './move-procedure.ts'
import { nameRightPatient } from './name-right-patient.ts'
import { OUTAGE_ACTS } from './outage-acts.ts'
import type { Refused } from './outcome.ts'
import { planEpisode } from './plan-episode.ts'
import { planOverlap } from './plan-overlap.ts'
import { planProcedure } from './plan-procedure.ts'
import { postponeRestart } from './postpone-restart.ts'
import { proposeDose } from './propose-dose.ts'
import { proposeLink } from './propose-link.ts'
import { proposeMonitoring } from './propose-monitoring.ts'
import { proposeNhsNumber } from './propose-nhs-number.ts'
import { proposeRules } from './propose-rules.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { reassessControl } from './reassess-control.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordContact } from './record-contact.ts'
import { recordDoacReview } from './record-doac-review.ts'
import { recordDoacTold } from './record-doac-told.ts'
import { recordEducation } from './record-education.ts'
import { recordFailedTest } from './record-failed-test.ts'
import { recordGenotype } from './record-genotype.ts'
import { recordProcedureInr } from './record-procedure-inr.ts'
import { recordProcedureOutcome } from './record-procedure-outcome.ts'
import { recordProtocolCheck } from './record-protocol-check.ts'
import { recordRestart } from './record-restart.ts'
import { recordScores } from './record-scores.ts'
import { recordStanding } from './record-standing.ts'
import { recordTextSent } from './record-text-sent.ts'
import { recordTold } from './record-told.ts'
import { recordWrongPatient } from './record-wrong-patient.ts'
import { referAgain } from './refer-again.ts'
import { referVisit } from './refer-visit.ts'
import { registerPatient } from './register-patient.ts'
import { resetSecondStep } from './reset-second-step.ts'
import { resumeEpisode } from './resume-episode.ts'
import { reverseImport } from './reverse-import.ts'
import { reviewEmergencyLook } from './review-emergency-look.ts'
import { reviewLink } from './review-link.ts'
import { reviewTreatment } from './review-treatment.ts'
import { sendBack } from './send-back.ts'
import { sendText } from './send-text.ts'
import { setClinicPattern } from './set-clinic-pattern.ts'
import { setControlRule } from './set-control-rule.ts'
import { setSiteSettings } from './set-site-settings.ts'
import { setTabletPolicy } from './set-tablet-policy.ts'
import { settleHeldRow } from './settle-held-row.ts'
import { settleLink } from './settle-link.ts'
import { activateMonitoring, declineMonitoring, withdrawMonitoring } from './settle-monitoring.ts'
import { settleNhsNumber } from './settle-nhs-number.ts'
import { settleSentResult } from './settle-sent-result.ts'
import { settleSharedSignIn } from './settle-shared-sign-in.ts'
import { settleTarget } from './settle-target.ts'
import { shadowRules } from './shadow-rules.ts'
import { addLeaflet, withdrawLeaflet } from './site-leaflets.ts'
import { stageImport } from './stage-import.ts'
import { startInitiation } from './start-initiation.ts'
import { stopForChange } from './stop-for-change.ts'
import { suggestDose } from './suggest-dose.ts'
import { suspendEpisode } from './suspend-episode.ts'
import { switchMedicine } from './switch-medicine.ts'
import { takeInResult } from './take-in-result.ts'
import { takeTask } from './take-task.ts'
import { undoLink } from './undo-link.ts'
import { withdrawGenotype } from './withdraw-genotype.ts'
import { withdrawMeasurement } from './withdraw-measurement.ts'
import { withdrawProtocolCheck } from './withdraw-protocol-check.ts'
import { agreeToAlarmText, writeAlarmText } from './write-alarm-text.ts'

/** An act as a program asks for it: by its name, with what is not yet parsed. */
export type AnyAct = {
  readonly name: ActName
  readonly run: (
    house: House,
    caller: Caller,
    key: string,
    input: unknown,
  ) => Promise<Done | Refused>
}

/** Every act that can be asked for over HTTP as JSON, by the name of its file. */
export const ACTS: Readonly<Record<string, AnyAct>> = {
  'assign-procedure': assignProcedure,
  'decide-not-restart': decideNotRestart,
  'mark-procedure-step': markProcedureStep,
  'move-procedure': moveProcedure,
  'plan-procedure': planProcedure,
  'postpone-restart': postponeRestart,
  'record-procedure-inr': recordProcedureInr,
  'record-procedure-outcome': recordProcedureOutcome,
  'record-restart': recordRestart,
  'abandon-import': abandonImport,
  'commit-import': commitImport,
  'map-indication': mapIndication,
  'reverse-import': reverseImport,
  'settle-held-row': settleHeldRow,
  'stage-import': stageImport,
  'look-in-emergency': lookInEmergency,
  'review-emergency-look': reviewEmergencyLook,
  'add-staff': addStaff,
  'change-staff': changeStaff,
  'issue-password': issuePassword,
  'reset-second-step': resetSecondStep,
  'register-patient': registerPatient,
  'edit-patient': editPatient,
  'propose-nhs-number': proposeNhsNumber,
  'settle-nhs-number': settleNhsNumber,
  'plan-episode': planEpisode,
  'edit-episode': editEpisode,
  'activate-episode': activateEpisode,
  'start-initiation': startInitiation,
  'confirm-episode': confirmEpisode,
  'end-clinic': endClinic,
  'end-sign-ins': endSignIns,
  'write-alarm-text': writeAlarmText,
  'agree-to-alarm-text': agreeToAlarmText,
  'settle-target': settleTarget,
  'suspend-episode': suspendEpisode,
  'resume-episode': resumeEpisode,
  'end-episode': endEpisode,
  'switch-medicine': switchMedicine,
  'stop-for-change': stopForChange,
  'plan-overlap': planOverlap,
  'begin-overlap': beginOverlap,
  'extend-overlap': extendOverlap,
  'finish-overlap': finishOverlap,
  'abandon-switch': abandonSwitch,
  'confirm-notice': confirmNotice,
  'confirm-removal': confirmRemoval,
  'record-standing': recordStanding,
  'book-appointment': bookAppointment,
  'cancel-appointment': cancelAppointment,
  'close-alert-review': closeAlertReview,
  'close-clinic-day': closeClinicDay,
  'decide-non-attendance': decideNonAttendance,
  'reassess-control': reassessControl,
  'review-treatment': reviewTreatment,
  'record-education': recordEducation,
  'check-self-testing': checkSelfTesting,
  'record-attendance': recordAttendance,
  'record-contact': recordContact,
  'set-clinic-pattern': setClinicPattern,
  'accept-dose': acceptDose,
  'add-earlier-result': addEarlierResult,
  'change-dose': changeDose,
  'raise-alarm': raiseAlarm,
  'record-failed-test': recordFailedTest,
  'record-genotype': recordGenotype,
  'withdraw-genotype': withdrawGenotype,
  'record-scores': recordScores,
  'withdraw-measurement': withdrawMeasurement,
  'record-told': recordTold,
  'record-text-sent': recordTextSent,
  'send-text': sendText,
  'refer-visit': referVisit,
  'suggest-dose': suggestDose,
  'authorise-dose': authoriseDose,
  'close-task': closeTask,
  'correct-result': correctResult,
  'propose-dose': proposeDose,
  'refer-again': referAgain,
  'propose-link': proposeLink,
  'settle-link': settleLink,
  'review-link': reviewLink,
  'undo-link': undoLink,
  'record-wrong-patient': recordWrongPatient,
  'name-right-patient': nameRightPatient,
  'send-back': sendBack,
  'take-task': takeTask,
  'record-doac-review': recordDoacReview,
  'decide-doac-review': decideDoacReview,
  'record-doac-told': recordDoacTold,
  'record-protocol-check': recordProtocolCheck,
  'withdraw-protocol-check': withdrawProtocolCheck,
  'make-clinic-pack': makeClinicPack,
  'set-site-settings': setSiteSettings,
  'clear-unknown': clearUnknown,
  'settle-shared-sign-in': settleSharedSignIn,
  'export-audit': exportAudit,
  'set-tablet-policy': setTabletPolicy,
  'set-control-rule': setControlRule,
  ...METER_ACTS,
  ...CONTRACT_ACTS,
  ...OUTAGE_ACTS,
  'add-leaflet': addLeaflet,
  'bring-in-results': bringInResults,
  'settle-sent-result': settleSentResult,
  'take-in-result': takeInResult,
  'withdraw-leaflet': withdrawLeaflet,
  'propose-rules': proposeRules,
  'shadow-rules': shadowRules,
  'ask-trial': askTrial,
  'ask-trial-again': askTrialAgain,
  'cancel-trial': cancelTrial,
  'activate-rules': activateRules,
  'decline-rules': declineRules,
  'withdraw-rules': withdrawRules,
  'propose-monitoring': proposeMonitoring,
  'activate-monitoring': activateMonitoring,
  'decline-monitoring': declineMonitoring,
  'withdraw-monitoring': withdrawMonitoring,
}
