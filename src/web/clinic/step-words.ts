import type { ActName, Role } from '#access/policy.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { type ClinicStep, isWaiting } from '#recall/clinic-step.ts'
import { doacReviewHref } from '#web/doac/addresses.ts'
import { exists } from '#web/door/navigation.ts'
import type { TagColour } from '#web/parts/tag.tsx'
import {
  appointmentsHref,
  contactsHref,
  doseHref,
  patientHref,
  taskHref,
} from '#web/patient-contacts/addresses.ts'
import type { ClinicPlace } from '#workflow/clinic-day.ts'

type StepWords = {
  readonly tag: string
  readonly colour: TagColour
  /** Beside a count of the people who stand here. */
  readonly counted: string
}

export const STEP_WORDS: Readonly<Record<ClinicStep, StepWords>> = {
  waiting: { tag: 'Expected', colour: 'grey', counted: 'expected' },
  arrived: { tag: 'Arrived', colour: 'blue', counted: 'arrived, waiting' },
  tested: { tag: 'Tested', colour: 'yellow', counted: 'tested, not dosed' },
  referred: { tag: 'Referred', colour: 'orange', counted: 'referred' },
  dosed: { tag: 'Dosed', colour: 'yellow', counted: 'dosed, not told' },
  told: { tag: 'Told', colour: 'yellow', counted: 'told, not booked' },
  booked: { tag: 'Done', colour: 'green', counted: 'dosed, told and booked' },
  actioned: { tag: 'No dose', colour: 'green', counted: 'closed without a dose, booked' },
  missed: { tag: 'Did not come', colour: 'red', counted: 'did not come' },
}

export type NextAction = { readonly text: string; readonly href: string }

/** What is to be done next for this person; nothing when they are finished, or when it is for somebody else to do. */
export function nextActionFor(place: ClinicPlace, role: Role): NextAction | undefined {
  const next = nextAct(place)
  return next !== undefined && exists(next.act, role) ? next : undefined
}

function nextAct(place: ClinicPlace): (NextAction & { readonly act: ActName }) | undefined {
  const { step, patientId, taskId, decisionId, reviewId } = place
  if (isDoac(place.medicine) && isWaiting(step)) {
    return { act: 'record-doac-review', text: 'Review', href: patientHref(patientId) }
  }
  switch (step) {
    case 'waiting':
    case 'arrived':
      return { act: 'suggest-dose', text: 'Record INR', href: patientHref(patientId) }
    case 'tested':
      return { act: 'suggest-dose', text: 'Dose', href: patientHref(patientId) }
    case 'referred':
      return { act: 'suggest-dose', text: 'See referral', href: taskHref(taskId ?? '') }
    case 'dosed':
      return {
        act: 'record-told',
        text: 'Tell',
        href: reviewId === null ? doseHref(decisionId ?? '') : doacReviewHref(reviewId),
      }
    case 'told':
      return { act: 'book-appointment', text: 'Book', href: appointmentsHref(patientId) }
    case 'missed':
      return { act: 'record-contact', text: 'Contact', href: contactsHref(patientId) }
    case 'booked':
    case 'actioned':
      return undefined
  }
}

/** Whether reception can still say who came. */
export const mayMark = ({ step, appointmentId }: ClinicPlace): boolean =>
  appointmentId !== null && (isWaiting(step) || step === 'missed')
