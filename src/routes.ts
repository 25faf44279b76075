import { accountRoute } from '#web/account/account.tsx'
import { draftsRoute } from '#web/account/drafts.ts'
import { hereRoute } from '#web/account/here.ts'
import { newSecondStepRoutes } from '#web/account/new-second-step.tsx'
import { nhsIdentityRoutes } from '#web/account/nhs-identity.tsx'
import { ownSessionRoutes } from '#web/account/own-sessions.tsx'
import { passkeyRoutes } from '#web/account/passkeys.tsx'
import { passwordRoutes } from '#web/account/password.tsx'
import { switchProviderRoute } from '#web/account/provider.ts'
import { secondStepRoutes } from '#web/account/second-step.tsx'
import { afterRestoreRoutes } from '#web/after-restore/after-restore-routes.ts'
import { alarmTextRoutes } from '#web/alarm-texts/alarm-text-routes.ts'
import { auditRoutes } from '#web/audit/audit-routes.ts'
import { claimRoutes } from '#web/claims/claim-routes.ts'
import { clinicRoutes } from '#web/clinic/clinic-routes.ts'
import { commissionerRoutes } from '#web/commissioner/commissioner-routes.ts'
import { contactCodeRoutes } from '#web/contact-codes/contact-codes.tsx'
import { contractRoutes } from '#web/contract/contract-routes.ts'
import { decisionRoutes } from '#web/decisions/decision-routes.ts'
import { doacRoutes } from '#web/doac/doac-routes.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { proveRoute } from '#web/door/prove.tsx'
import { emergencyRoutes } from '#web/emergency/emergency-routes.ts'
import { episodeRoutes } from '#web/episode/routes.ts'
import { eventRoutes } from '#web/events/event-routes.ts'
import { figureRoutes } from '#web/figures/figure-routes.ts'
import { forecastRoutes } from '#web/forecast/forecast-routes.ts'
import { importRoutes } from '#web/import/import-routes.ts'
import { inspectionRoutes } from '#web/inspection/inspection.tsx'
import { meterRoutes } from '#web/meters/meter-routes.ts'
import { monitoringRoutes } from '#web/monitoring/monitoring-routes.ts'
import type { Route } from '#web/page.ts'
import { paperRoutes } from '#web/paper/paper-routes.ts'
import { patientRoutes } from '#web/patient/patient-routes.ts'
import { recallRoutes } from '#web/patient-contacts/recall-routes.ts'
import { measureRoutes } from '#web/patient-measures/measure-routes.ts'
import { reviewRoutes } from '#web/patient-reviews/review-routes.ts'
import { scoreRoutes } from '#web/patient-scores/score-routes.ts'
import { procedureRoutes } from '#web/procedure/procedure-routes.ts'
import { protocolRoutes } from '#web/protocols/protocol-routes.ts'
import { qualityRoutes } from '#web/quality/quality-routes.ts'
import { registerRoutes } from '#web/register/routes.ts'
import { reportRoutes } from '#web/reports/report-routes.ts'
import { ruleRoutes } from '#web/rules/rule-routes.ts'
import {
  clinicPackSheets,
  clinicPacksPage,
  makeClinicPackPosted,
} from '#web/service/clinic-packs.tsx'
import { clinicSettingRoutes } from '#web/service/clinic-setting-routes.ts'
import { addLeafletPosted, leafletsPage, withdrawLeafletPosted } from '#web/service/leaflets.tsx'
import {
  PACK_PASSPHRASE,
  packPassphrasePosted,
  sealedPackPosted,
  TAKE_PACK,
} from '#web/service/sealed-pack.tsx'
import { servicePage } from '#web/service/service.tsx'
import { settingsPage, settingsPosted } from '#web/service/settings.tsx'
import { signInsEndedPosted } from '#web/service/sign-ins.tsx'
import { staffPage } from '#web/service/staff.tsx'
import { addStaffPage, addStaffPosted } from '#web/service/staff-add.tsx'
import {
  firstPasswordPosted,
  secondStepResetPosted,
  staffMemberPage,
  staffMemberPosted,
} from '#web/service/staff-member.tsx'
import { tabletsPage, tabletsPosted } from '#web/service/tablets.tsx'
import { sharedSignInRoutes } from '#web/shared-sign-ins/shared-sign-in-routes.ts'
import { enterCodeRoutes } from '#web/sign-in/enter-code.ts'
import { nhsSignInRoutes } from '#web/sign-in/nhs-sign-in.ts'
import { passkeySignInRoutes } from '#web/sign-in/passkey-sign-in.tsx'
import { signInRoutes } from '#web/sign-in/sign-in.ts'
import { signOutRoutes } from '#web/sign-in/sign-out.ts'
import { stoppedRoutes } from '#web/stopped/stopped-routes.ts'
import { todayPage } from '#web/today/today.tsx'
import { transferRoutes } from '#web/transfers/transfer-routes.ts'
import { virtualClinicRoutes } from '#web/virtual-clinic/virtual-clinic-routes.ts'
import { worklistRoutes } from '#web/worklists/worklist-routes.ts'

// Every address of Evenkeel, but five that the server itself answers: /assets/:file, /health/live, /health/ready, POST /browser-reports
// and POST /api/acts/:name (workflow/acts.ts names the acts).

/** Pages, for people who are signed in. Each place of the service has its own block. */
export const routes: readonly Route[] = [
  // Today, the clinic, the worklists; a patient's appointments and contacts; the clinics of the service
  { method: 'GET', path: '/', page: todayPage },
  ...clinicRoutes,
  ...worklistRoutes,
  ...recallRoutes,
  ...clinicSettingRoutes,

  // Service, its rules, its packs and its people
  { method: 'GET', path: '/service', page: servicePage },
  ...ruleRoutes,
  ...protocolRoutes,
  ...forecastRoutes,
  ...virtualClinicRoutes,
  ...monitoringRoutes,
  ...alarmTextRoutes,
  { method: 'GET', path: '/service/settings', page: settingsPage },
  { method: 'POST', path: '/service/settings', page: settingsPosted },
  ...meterRoutes,
  { method: 'GET', path: '/service/tablets', page: tabletsPage },
  { method: 'POST', path: '/service/tablets', page: tabletsPosted },
  { method: 'GET', path: '/service/leaflets', page: leafletsPage },
  { method: 'POST', path: '/service/leaflets', page: addLeafletPosted },
  { method: 'POST', path: '/service/leaflets/withdraw', page: withdrawLeafletPosted },
  { method: 'GET', path: '/service/clinic-packs', page: clinicPacksPage },
  { method: 'POST', path: '/service/clinic-packs', page: makeClinicPackPosted },
  { method: 'POST', path: TAKE_PACK, page: sealedPackPosted, costs: 'export' },
  { method: 'POST', path: PACK_PASSPHRASE, page: packPassphrasePosted },
  { method: 'GET', path: '/service/clinic-packs/:pack', page: clinicPackSheets, isExport: true },
  { method: 'GET', path: '/service/staff', page: staffPage },
  { method: 'GET', path: '/service/staff/add', page: addStaffPage },
  { method: 'POST', path: '/service/staff/add', page: addStaffPosted },
  { method: 'GET', path: '/service/staff/:account', page: staffMemberPage },
  { method: 'POST', path: '/service/staff/:account', page: staffMemberPosted },
  { method: 'POST', path: '/service/staff/:account/password', page: firstPasswordPosted },
  { method: 'POST', path: '/service/staff/:account/second-step', page: secondStepResetPosted },
  { method: 'POST', path: '/service/staff/:account/sign-ins', page: signInsEndedPosted },
  ...sharedSignInRoutes,

  // What was agreed with the commissioner, and what is returned under it
  ...contractRoutes,
  ...claimRoutes,

  // The commissioner: who returned what, and how well people are controlled
  ...commissionerRoutes,
  ...figureRoutes,

  // Patients who come from another provider or go to one
  ...transferRoutes,
  ...contactCodeRoutes,

  // What an inspector is shown
  ...inspectionRoutes,

  // What happened to patients, its analysis, and what is stated of it
  ...eventRoutes,
  ...qualityRoutes,

  // Another provider's patient in an emergency, and what is said of it afterwards
  ...emergencyRoutes,

  // What a restored database does not have
  ...afterRestoreRoutes,

  // Service: imports from another product; register: what its indications mean
  ...importRoutes,

  // Patient: the conversation, the dose, the tasks
  ...patientRoutes,
  ...paperRoutes,

  // Decisions: every suggestion that was saved, and why
  ...decisionRoutes,
  // A patient's scores
  ...scoreRoutes,
  // What was measured of a patient besides the INR
  ...measureRoutes,

  // Reviews of direct oral anticoagulants, and what a prescriber decides about one
  ...doacRoutes,

  // Letters that a medicine is stopped
  ...stoppedRoutes,

  // Plans around a procedure
  ...procedureRoutes,

  // Register: find, register, change
  ...registerRoutes,

  // How a patient's treatment goes: reassessment, review, education
  ...reviewRoutes,

  // A patient's treatment plan
  ...episodeRoutes,

  // Who did and looked at what
  ...auditRoutes,

  // Reports: control of the clinic and of a patient over a period, safety indicators
  ...reportRoutes,
]

/** What deals with the session itself, so that it is answered at the door. */
export const doorRoutes: readonly DoorRoute[] = [
  ...signInRoutes,
  ...passkeySignInRoutes,
  ...nhsSignInRoutes,
  ...enterCodeRoutes,
  ...signOutRoutes,
  accountRoute,
  hereRoute,
  ...passwordRoutes,
  ...secondStepRoutes,
  ...newSecondStepRoutes,
  ...passkeyRoutes,
  ...nhsIdentityRoutes,
  proveRoute,
  ...ownSessionRoutes,
  switchProviderRoute,
  draftsRoute,
]
