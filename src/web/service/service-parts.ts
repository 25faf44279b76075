import type { ActName } from '#access/policy.ts'
import { AFTER_RESTORE } from '#web/after-restore/addresses.ts'
import { AUDIT } from '#web/audit/addresses.ts'
import { CLAIMS, PAYMENTS } from '#web/claims/addresses.ts'
import { CONTACT_CODES } from '#web/contact-codes/contact-codes.tsx'
import { CONTRACT, MONTH_END } from '#web/contract/addresses.ts'
import { EMERGENCY_LOOKS } from '#web/emergency/addresses.ts'
import { EVENTS } from '#web/events/addresses.ts'
import { OWN_FIGURES } from '#web/figures/addresses.ts'
import { FORECAST } from '#web/forecast/addresses.ts'
import { INSPECTION } from '#web/inspection/inspection.tsx'
import { LICENCES, METERS, STRIP_LOTS } from '#web/meters/addresses.ts'
import { FROM_PAPER } from '#web/paper/addresses.ts'
import { OWN_QUALITY } from '#web/quality/addresses.ts'
import { REFERENCE_DATA } from '#web/rules/addresses.ts'
import { SHARED_SIGN_INS } from '#web/shared-sign-ins/addresses.ts'
import { DIRECTORY, TRANSFERS } from '#web/transfers/addresses.ts'
import { VIRTUAL_CLINIC } from '#web/virtual-clinic/addresses.ts'

/** What there is to set up and to look at, each with the act that lets somebody open it. */
export const PARTS: readonly {
  readonly act: ActName
  readonly href: string
  readonly text: string
  readonly says: string
}[] = [
  {
    act: 'see-rules',
    href: '/service/rules',
    text: 'Rules',
    says: 'By which rules doses are suggested here, who approved them, and how to propose others.',
  },
  {
    act: 'see-decision',
    href: '/decisions',
    text: 'Decisions',
    says: 'Every suggestion that was saved: why it was made, what was decided, and the INR that followed.',
  },
  {
    act: 'see-rules',
    href: '/service/protocols',
    text: 'Dosing protocols',
    says: 'What each protocol does, by which source, and which of them this site has checked.',
  },
  {
    act: 'try-dosing',
    href: VIRTUAL_CLINIC,
    text: 'Virtual clinic',
    says: 'What protocols, recall and rules would do to invented people, before anybody is dosed by them.',
  },
  {
    act: 'see-rules',
    href: FORECAST,
    text: 'Forecast of the next INR',
    says: 'Whether a second opinion stands beside a suggested dose here, how well it has done, and who switched it on.',
  },
  {
    act: 'see-rules',
    href: '/service/monitoring',
    text: 'DOAC monitoring',
    says: 'How often people on a direct oral anticoagulant are reviewed and have blood taken, and by which source.',
  },
  {
    act: 'see-rules',
    href: REFERENCE_DATA,
    text: 'Reference data',
    says: 'Every list taken from a published text: its source, when it was last compared with it, and by when it is to be again.',
  },
  {
    act: 'see-rules',
    href: '/service/alarm-texts',
    text: 'Our own words beside the alarms',
    says: 'What this site says beside the published action of each alarm.',
  },
  {
    act: 'manage-settings',
    href: '/service/settings',
    text: 'Strips, meters, referrals and safety officer',
    says: 'Which strips and meters are stopped, of which model the meters are, how long a referred result may wait, and who answers for the alerts.',
  },
  {
    act: 'see-meters',
    href: METERS,
    text: 'Meters',
    says: 'Whether a dose may rest on each meter today, its controls, and the lots of strips.',
  },
  {
    act: 'see-licences',
    href: LICENCES,
    text: 'Licences',
    says: 'Decision support, testing near the patient, external quality assessment: until when each holds, and which levels need it.',
  },
  {
    act: 'see-counted-people',
    href: STRIP_LOTS,
    text: 'Strip lots',
    says: 'Everybody whose INR was measured with a lot, for a recall; a lot is blocked from here.',
  },
  {
    act: 'manage-settings',
    href: '/service/tablets',
    text: 'Tablets',
    says: 'Which strengths are prescribed here, and whether they may be halved.',
  },
  {
    act: 'manage-leaflets',
    href: '/service/leaflets',
    text: 'Leaflets',
    says: 'Which leaflets are handed to patients, by medicine, indication and language.',
  },
  {
    act: 'enter-from-paper',
    href: FROM_PAPER,
    text: 'Entered from paper',
    says: 'What was done on a day without Evenkeel: enter each sheet, and have each entry checked.',
  },
  {
    act: 'print-clinic-pack',
    href: '/service/clinic-packs',
    text: 'Clinic packs',
    says: 'Everybody due, with last dose and next test, on paper for a day without computers.',
  },
  {
    act: 'manage-clinics',
    href: '/service/clinics',
    text: 'Clinics',
    says: 'On which days and at which times patients are seen, and on which days nobody is.',
  },
  {
    act: 'see-contract',
    href: CONTRACT,
    text: 'Contract',
    says: 'What was agreed with the commissioner: levels, prices, caps, clocks, codes, quality, and what the specification leaves open.',
  },
  {
    act: 'see-return',
    href: MONTH_END,
    text: 'Month end',
    says: 'What is returned to the commissioner each month, counted from what was done: look, open each figure to its patients, sign and submit.',
  },
  {
    act: 'see-claim',
    href: CLAIMS,
    text: 'Claims',
    says: 'What is claimed of the commissioner each quarter, made of the monthly returns: look, open each line to the acts behind it, sign and submit.',
  },
  {
    act: 'see-payments',
    href: PAYMENTS,
    text: 'Payments',
    says: 'What was paid against what was claimed: bring in the remittance, see what is short, over, late or for no claim known.',
  },
  {
    act: 'see-action-plans',
    href: OWN_QUALITY,
    text: 'Quality',
    says: 'How this service stands against the quality requirements of its contract, what the commissioner decided, and action plans.',
  },
  {
    act: 'see-inspection',
    href: INSPECTION,
    text: 'Evidence for an inspection',
    says: 'Register, recall, reviews, people, licences, meters, events and returns as one PDF, without any patient’s name.',
  },
  {
    act: 'take-contacts',
    href: CONTACT_CODES,
    text: 'Contacts with their codes',
    says: 'Every visit with its code, as a file for EMIS Web or SystmOne.',
  },
  {
    act: 'see-control',
    href: OWN_FIGURES,
    text: 'What the commissioner sees',
    says: 'The figures of this provider as they are published to the commissioner each month, suppressed and rounded.',
  },
  {
    act: 'see-transfers',
    href: TRANSFERS,
    text: 'Transfers',
    says: 'Who comes from another provider or goes to one, where it stands, and who answers for the patient meanwhile.',
  },
  {
    act: 'see-transfers',
    href: DIRECTORY,
    text: 'Directory of providers',
    says: 'Which provider offers which level, to tell a patient where to go.',
  },
  {
    act: 'see-events',
    href: EVENTS,
    text: 'Events',
    says: 'Bleeds, clots and whatever else is analysed for the commissioner: what waits, what is late, and what is stated by the month.',
  },
  {
    act: 'manage-staff',
    href: '/service/staff',
    text: 'People',
    says: 'Who works here, as what, and how far their competence reaches.',
  },
  {
    act: 'settle-shared-sign-in',
    href: SHARED_SIGN_INS,
    text: 'Accounts that several people seem to use',
    says: 'Two sign-ins of one account used in turn: who, when, and what it was.',
  },
  {
    act: 'see-audit',
    href: AUDIT,
    text: 'Audit',
    says: 'Who did and looked at what, by day and person; lines for an inspector.',
  },
  {
    act: 'review-emergency-looks',
    href: EMERGENCY_LOOKS,
    text: 'Looks in an emergency',
    says: 'Who of another provider looked at a patient of yours, or of yours at one of theirs: why, what was shown, and whether it was right.',
  },
  {
    act: 'clear-after-restore',
    href: AFTER_RESTORE,
    text: 'After a restore',
    says: 'What was done and is not in a database that was put back to an earlier time.',
  },
  {
    act: 'bring-in-results',
    href: '/service/results',
    text: 'Results in files',
    says: 'Results that a laboratory sends or a meter exports as a file, and those that are held for a person.',
  },
  {
    act: 'import-records',
    href: '/service/imports',
    text: 'Imports',
    says: 'Records brought in from another product, and rows that wait to be put right.',
  },
]
