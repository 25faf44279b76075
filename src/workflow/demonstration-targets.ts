import { typedPatient } from '#register/patient-typed.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { openTargetCheck } from '#store/target-checks.ts'
import {
  both,
  closes,
  does,
  ends,
  guestNow,
  leaves,
  onCourse,
  type Step,
  type Story,
  tasksNow,
} from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { comesOnDoac, isPlanned, isStarted, reviewed } from './demonstration-starts.ts'
import { comesOnWarfarin, isDosed } from './demonstration-visits.ts'
import type { Fields } from './virtual-clinic.ts'

/** Changes the plan, with a reason for whatever is unusual about it. */
export const replans =
  (changed: Fields): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    if (guest?.course === undefined) return
    const { id: episodeId, version, plan } = guest.course
    const asked = { ...typedPlan(plan), ...changed, episodeId, version: `${version}` }
    const first = await does(scene, 'prescriber', 'edit-episode', asked)
    if (first.kind === 'done') return
    const warnings = first.findings.map(({ code }) => code).toSorted()
    const because = { warningsSeen: warnings.join(','), warningReason: 'specialist-advice' }
    await does(scene, 'prescriber', 'edit-episode', { ...asked, ...because })
  }

const HIGHER = { target: '3.0', rangeLow: '2.5', rangeHigh: '3.5' }
const aimsHigher = (changeReason: string) => replans({ ...HIGHER, changeReason })

/** The second clinician agrees to what the first has typed. */
const isAgreed: Step = async (scene) => {
  const guest = await guestNow(scene)
  const course = guest?.course
  if (course === undefined) return
  const check = await lookUp(scene.years, (tx) => openTargetCheck(tx, course.id))
  await onCourse('clinical-lead', 'settle-target', () => ({
    checkId: check?.id ?? '',
    decision: 'agreed',
    note: 'I have read the letter of the cardiologist',
  }))(scene)
}

/** What the record says of somebody turns out to be otherwise. */
const turnsOut =
  (changed: Fields): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    if (guest === undefined) return
    const { id: patientId, version, details } = guest.patient
    const asked = { ...typedPatient(details), ...changed, patientId, version: `${version}` }
    await does(scene, 'nurse', 'edit-patient', asked)
  }

const hasValve = turnsOut({
  mechanicalValve: 'yes',
  valvePosition: 'mitral',
  valveMake: 'other',
  changeReason: 'The letter of the operation has come',
})
const hasAntibodies = turnsOut({
  antiphospholipid: 'yes',
  changeReason: 'Letter of the haematologist',
})

const EDOXABAN = () => ({ medicine: 'edoxaban', doacMg: '60', doacTimes: '1' })

/** A prescriber decides what a review has found, once treatment has stopped. */
const isDecided: Step = async (scene) => {
  for (const { id, version } of await tasksNow(scene, 'doac-review')) {
    const decided = {
      taskId: id,
      version: `${version}`,
      decision: 'stopped',
      note: 'Changed in hospital',
    }
    await does(scene, 'prescriber', 'decide-doac-review', decided)
  }
}

/** Targets that wait for a second clinician, are changed or in doubt; medicines that the record speaks against. */
export const TARGETS: readonly Story[] = [
  {
    told: { crookes: 0, loxley: -4 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-2, aimsHigher('A clot in the leg at an INR of 2.3')],
      [3, isAgreed],
      [6, closes('target-changed', 'contacted-and-advised', 'Tested in the week after')],
      [12, leaves],
    ],
  },
  {
    told: { loxley: 0, crookes: 55 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-2, hasValve],
      [4, aimsHigher('Mechanical mitral valve')],
      [8, closes('target-changed', 'contacted-and-advised', 'Tested in the week after')],
      [12, leaves],
    ],
  },
  {
    told: { crookes: 0, loxley: 90 },
    steps: [
      [-50, comesOnDoac()],
      [-1, hasAntibodies],
      [2, ends('risk-outweighs-benefit', 'Antiphospholipid syndrome; haematology starts warfarin')],
    ],
  },
  {
    told: { loxley: 0, crookes: 25 },
    steps: [
      [-20, both(isPlanned(EDOXABAN), isStarted)],
      [
        -1,
        reviewed({ reasonCode: 'dose-being-corrected', reasonNote: 'Weight is below 60 kg' }, '57'),
      ],
      [
        2,
        both(
          ends('changed-medicine', 'The practice gives another medicine from now on'),
          isDecided,
        ),
      ],
    ],
  },
  {
    told: { loxley: 0, rivelin: 15 },
    steps: [
      [-50, comesOnDoac()],
      [-1, reviewed({ slot: 'none', toldHow: 'not-yet' })],
      [80, leaves],
    ],
  },
]
