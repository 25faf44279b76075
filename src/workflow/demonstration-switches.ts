import { addDays } from '#base/day.ts'
import { creatinineOf, weightOf } from './demonstration-care.ts'
import {
  both,
  does,
  guestNow,
  leaves,
  onCourse,
  type Step,
  type Story,
} from './demonstration-guests.ts'
import { comesOnDoac } from './demonstration-starts.ts'
import { comesOnWarfarin, isDosed, isMeasured } from './demonstration-visits.ts'
import { workingDayBy } from './virtual-clinic.ts'

const stopsForChange = onCourse('prescriber', 'stop-for-change', ({ on }) => ({
  medicine: 'apixaban',
  stoppedOn: addDays(on, -1),
  nextTestOn: addDays(on, 3),
  untilOn: addDays(on, 6),
  note: 'Poor control in spite of every help; takes nothing until we ring',
}))

const startsApixaban = onCourse(
  'prescriber',
  'switch-medicine',
  ({ on, guest }) => ({
    medicine: 'apixaban',
    doacMg: '5',
    doacTimes: '2',
    stoppedOn: addDays(on, -1),
    homeRemoved: 'yes',
    repeatStopped: 'yes',
    workSeen: 'yes',
    phase: 'maintaining',
    nextTestOn: workingDayBy(addDays(on, 28)),
    weight: weightOf(guest),
    weightOn: on,
    creatinine: creatinineOf(guest),
    bloodsOn: addDays(on, -2),
    bleeding: 'none',
    raisedBleedingRisk: 'no',
    pregnancy: 'not-applicable',
    breastFeeding: 'not-applicable',
    'takes-none': 'yes',
  }),
  { medicine: 'warfarin' },
)

const removed = (medicine: string): Step =>
  onCourse(
    'nurse',
    'confirm-removal',
    () => ({
      homeRemoved: 'yes',
      repeatRemoved: 'yes',
      pharmacyTold: 'yes',
      patientTold: 'yes',
      cardChanged: 'yes',
      note: 'Told Sister Kay at the practice, and the pharmacy by telephone',
    }),
    { medicine },
  )

/** Both are taken until the INR is reached: apixaban, and warfarin that takes its place. */
const plansOverlap = onCourse('prescriber', 'plan-overlap', ({ on, years }) => ({
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  duration: 'long-term',
  reviewOn: addDays(on, 180),
  protocol: 'coventry',
  'tablet-1000': 'yes',
  'tablet-3000': 'yes',
  method: years.open.site.enrolling.method,
  managementPlan: 'Yellow book given; both are taken until the INR is reached',
  fromOn: addDays(on, 2),
  untilOn: addDays(on, 14),
  note: 'Starts phenytoin, which lowers apixaban',
}))
const OF_APIXABAN = { medicine: 'apixaban' } as const
const beginsOverlap = onCourse(
  'prescriber',
  'begin-overlap',
  ({ on }) => ({ nextTestOn: workingDayBy(addDays(on, 3)) }),
  OF_APIXABAN,
)
const finishesOverlap = onCourse(
  'prescriber',
  'finish-overlap',
  ({ on }) => ({
    stoppedOn: on,
    early: 'specialist-advice',
    workSeen: 'yes',
    note: 'The haematologist takes over from here',
  }),
  OF_APIXABAN,
)

const onHeparin: Step = async (scene) => {
  const { on } = scene
  const guest = await guestNow(scene)
  if (guest === undefined) return
  const planned = await does(scene, 'nurse', 'plan-episode', {
    patientId: guest.patient.id,
    medicine: 'heparin',
    indication: 'atrial-fibrillation',
    clinicalReason: 'INR far below the range',
    startedOn: on,
    duration: 'until',
    stopOn: addDays(on, 6),
    howStarted: 'initiated-here',
    managementPlan: 'Given by the district nurses until the INR is in range',
  })
  if (planned.kind === 'refused') return
  const first = { phase: 'initiating', nextTestOn: workingDayBy(addDays(on, 3)) }
  await onCourse('prescriber', 'activate-episode', () => first, { medicine: 'heparin' })(scene)
}

/** Changes of medicine both ways, begun and not finished, and heparin beside warfarin. */
export const SWITCHES: readonly Story[] = [
  {
    told: { crookes: 0, loxley: 60 },
    steps: [
      [-20, comesOnWarfarin],
      [-13, isDosed('3.4')],
      [-2, stopsForChange],
      [3, both(isMeasured('1.7'), startsApixaban)],
      [6, removed('warfarin')],
      [100, leaves],
    ],
  },
  {
    told: { loxley: 0, crookes: 80 },
    steps: [
      [-60, comesOnDoac()],
      [-9, plansOverlap],
      [-5, beginsOverlap],
      [5, finishesOverlap],
      [8, both(removed('apixaban'), leaves)],
    ],
  },
  {
    told: { loxley: 0 },
    steps: [
      [-18, comesOnWarfarin],
      [-11, isDosed('2.4')],
      [-3, onHeparin],
      [
        4,
        onCourse(
          'prescriber',
          'end-episode',
          ({ on }) => ({ reason: 'course-complete', endedOn: on, note: 'INR 2.3' }),
          { medicine: 'heparin' },
        ),
      ],
      [6, leaves],
    ],
  },
]
