import { addDays } from '#base/day.ts'
import { initialsOf } from '#register/person-name.ts'
import {
  both,
  closes,
  does,
  evening,
  guestNow,
  leaves,
  type Scene,
  type Step,
  type Story,
  tasksNow,
  theOther,
} from './demonstration-guests.ts'
import {
  comesOnWarfarin,
  isDosed,
  isMeasured,
  newestOf,
  ofResult,
  visitFields,
} from './demonstration-visits.ts'
import { findUnsavedAlarms } from './unsaved-alarms.ts'
import type { Fields } from './virtual-clinic.ts'

/** An INR is entered on the wrong record and said to be another's some minutes later. */
const isMistaken = (inr: string): Step =>
  both(isMeasured(inr), async (scene) => {
    const right = await guestNow(scene, scene.other)
    if (right === undefined) return
    const resultId = await newestOf(scene)
    const wrong = {
      resultId,
      wrongPatient: 'similar-name',
      reasonText: 'Two people with the same first name came together',
    }
    const said = await does(scene, 'nurse', 'record-wrong-patient', wrong, SEEN_AT)
    if (said.kind === 'refused') return
    const { patient } = right
    const identity = `${initialsOf(patient.details)} ${patient.details.dateOfBirth.slice(0, 4)}`
    const named = { resultId, patientId: patient.id, identity }
    await does(scene, 'nurse', 'name-right-patient', named, SEEN_AT + 3)
  })
const SEEN_AT = 791
const NO_HARM = 'Telephoned; the dose of before was taken and goes on'

const fails: Step = async (scene) => {
  const guest = await guestNow(scene)
  if (guest?.course === undefined) return
  const asked = { patientId: guest.patient.id, outcome: 'test-failed' }
  await does(scene, 'nurse', 'record-failed-test', asked)
}

/** An alarming INR is typed, and the page is left. */
const isNotSaved: Step = async (scene) => {
  const guest = await guestNow(scene)
  if (guest?.course === undefined) return
  await does(scene, 'nurse', 'suggest-dose', visitFields(scene, guest, '6.1'))
}

/** A referral is decided on, or given back, by the prescriber; or referred again by the nurse. */
const ofTask =
  (
    kind: 'referral' | 'sent-back',
    role: 'nurse' | 'prescriber',
    act: string,
    fields: (scene: Scene) => Fields,
    minute: number,
  ): Step =>
  async (scene) => {
    for (const { id, version } of await tasksNow(scene, kind)) {
      await does(scene, role, act, { taskId: id, version: `${version}`, ...fields(scene) }, minute)
    }
  }

const isSentBack = ofTask(
  'referral',
  'prescriber',
  'send-back',
  () => ({ note: 'Ask whether the antibiotics are finished' }),
  805,
)
const isReferredAgain = ofTask(
  'sent-back',
  'nurse',
  'refer-again',
  () => ({ note: 'Finished on Monday' }),
  700,
)
const isAuthorised: Step = async (scene) => {
  const guest = await guestNow(scene)
  const daily = guest?.course?.plan.dailyUg
  const dailyDose = `${typeof daily === 'number' ? daily / 1000 : 4}`
  await ofTask(
    'referral',
    'prescriber',
    'authorise-dose',
    ({ on }) => ({
      decision: 'own',
      dailyDose,
      omitDays: '0',
      reasonCode: 'published-action',
      reasonText: 'As before; the antibiotics are finished',
      nextTestOn: addDays(on, 4),
    }),
    710,
  )(scene)
}

/** Slips that a clinic makes and mends. */
export const SLIPS: readonly Story[] = [
  {
    told: { fulwood: 0, crookes: 33 },
    steps: [
      [-15, both(comesOnWarfarin, theOther(comesOnWarfarin))],
      [-8, both(isDosed('2.5'), theOther(isDosed('2.7')))],
      [
        -1,
        both(
          isMistaken('3.4'),
          theOther(isDosed('3.4', { how: 'handed-over' }, {}, { minute: 796 })),
        ),
      ],
      [2, both(closes('wrong-patient', 'checked-no-harm', NO_HARM), isDosed('2.4'))],
      [9, both(leaves, theOther(leaves))],
    ],
  },
  {
    told: { owlerton: 0, loxley: 75 },
    steps: [
      [-15, both(comesOnWarfarin, theOther(comesOnWarfarin))],
      [-8, both(isDosed('2.5'), theOther(isDosed('2.7')))],
      [-1, isMistaken('3.1')],
      [
        2,
        both(
          closes('wrong-patient', 'checked-no-harm', NO_HARM),
          theOther(closes('result-to-enter', 'later-result', 'Measured again today')),
          isDosed('2.4'),
          theOther(isDosed('2.9')),
        ),
      ],
      [9, both(leaves, theOther(leaves))],
    ],
  },
  {
    told: { crookes: 0, loxley: 45 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [
        -1,
        both(
          isDosed('2.2'),
          ofResult(
            'correct-result',
            () => ({
              how: 'correct',
              inr: '2.8',
              inrAgain: '2.8',
              reasonText: 'The meter shows 2.8; the lines were mixed up',
            }),
            826,
          ),
        ),
      ],
      [2, closes('result-corrected', 'checked-no-harm', 'In range as well; the dose stays')],
      [9, leaves],
    ],
  },
  {
    told: { rivelin: 0, crookes: 35 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-1, both(isNotSaved, evening(findUnsavedAlarms))],
      [
        1,
        both(
          closes(
            'alarm-unsaved',
            'typed-in-error',
            'The finger was squeezed; measured again with a new strip',
          ),
          isDosed('2.6'),
        ),
      ],
      [9, leaves],
    ],
  },
  {
    told: { rivelin: 0, crookes: 25 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-1, fails],
      [
        1,
        both(
          isDosed('2.4'),
          closes('test-failed', 'checked-no-harm', 'Measured today with a new strip'),
        ),
      ],
      [9, leaves],
    ],
  },
  {
    told: { rivelin: 0, loxley: 20, crookes: 40 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-1, both(isMeasured('3.3'), isSentBack)],
      [1, both(isReferredAgain, isAuthorised)],
      [9, leaves],
    ],
  },
  {
    told: { rivelin: 0, crookes: 65 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.6')],
      [
        -1,
        both(
          isMeasured('>8.0'),
          closes(
            'alarm',
            'sent-to-hospital',
            'Sent to the medical assessment unit, which measures from a vein',
          ),
        ),
      ],
      [
        1,
        closes(
          'venous-confirmation',
          'measured-elsewhere',
          'INR 7.4 in hospital, vitamin K given there',
        ),
      ],
      [4, leaves],
    ],
  },
]
