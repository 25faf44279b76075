import { addDays } from '#base/day.ts'
import {
  both,
  closes,
  does,
  evening,
  guestNow,
  leaves,
  type Step,
  type Story,
  tasksNow,
} from './demonstration-guests.ts'
import { comesOnWarfarin, isDosed, ofResult } from './demonstration-visits.ts'
import { findUnansweredTexts } from './unanswered-texts.ts'
import { findUntoldDoses } from './untold-doses.ts'
import { workingDayBy } from './virtual-clinic.ts'

/** Of two people the one who has a mobile. */
const withMobile =
  (step: Step): Step =>
  (scene) => {
    const { guest, other } = scene
    return step(guest.mobile === '' ? { ...scene, guest: other, other: guest } : scene)
  }

const isTexted: Step = async (scene) => {
  const decisionId = (await guestNow(scene))?.course?.lastDecisionId
  if (typeof decisionId !== 'string') return
  await does(scene, 'nurse', 'record-text-sent', { decisionId, number: scene.guest.mobile }, 806)
}

const isTold: Step = async (scene) => {
  const decisionId = (await guestNow(scene))?.course?.lastDecisionId
  if (typeof decisionId !== 'string') return
  await does(scene, 'nurse', 'record-told', { decisionId, how: 'read-back', readBack: 'yes' }, 700)
}

const isAsked =
  (seenContacts: string, how: string, outcome: string, note: string): Step =>
  async (scene) => {
    const episodeId = (await guestNow(scene))?.course?.id
    if (episodeId === undefined) return
    const contact = { episodeId, purpose: 'missed-test', how, outcome, note, seenContacts }
    await does(scene, 'receptionist', 'record-contact', contact)
  }

/** A prescriber decides what becomes of somebody who did not come. */
const isDecided: Step = async (scene) => {
  for (const { id, version } of await tasksNow(scene, 'non-attendance')) {
    await does(scene, 'prescriber', 'decide-non-attendance', {
      taskId: id,
      version: `${version}`,
      decision: 'continue',
      reason: 'Was with a daughter in Leeds and is back; the surgery there measured once',
      nextTestOn: workingDayBy(addDays(scene.on, 4)),
    })
  }
}

const mobile = (...steps: readonly Step[]): Step => withMobile(both(...steps))

/** Doses that somebody has yet to be told, and tests that nobody has come to. */
export const TOLD_STORIES: readonly Story[] = [
  {
    told: { crookes: 0, loxley: 30 },
    steps: [
      [-15, mobile(comesOnWarfarin)],
      [-8, mobile(isDosed('2.5'))],
      [-1, mobile(isDosed('2.8', null), isTexted, evening(findUnansweredTexts))],
      [1, mobile(isTold)],
      [9, mobile(leaves)],
    ],
  },
  {
    told: { rivelin: 0, crookes: 40 },
    steps: [
      [-15, mobile(comesOnWarfarin)],
      [-8, mobile(isDosed('2.5'))],
      [
        -1,
        mobile(
          isDosed('2.3', null),
          isTexted,
          ofResult('correct-result', () => ({ how: 'void', reasonText: 'The strip was wet' }), 820),
          evening(findUnansweredTexts),
        ),
      ],
      [
        1,
        mobile(
          closes('text-withdrawn', 'told-not-to-follow', 'Comes today to be measured again'),
          closes('result-corrected', 'contacted-and-advised', 'Comes today to be measured again'),
          isDosed('2.6', { how: 'handed-over' }, {}, { minute: 850 }),
        ),
      ],
      [9, mobile(leaves)],
    ],
  },
  {
    told: { loxley: 0, crookes: 70 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-1, both(isDosed('3.2', null), evening(findUntoldDoses))],
      [1, isTold],
      [9, leaves],
    ],
  },
  {
    told: { crookes: 0 },
    steps: [
      [-45, comesOnWarfarin],
      [-30, isAsked('0', 'telephone', 'no-answer', '')],
      [-20, isAsked('1', 'letter', 'sent', 'Second letter')],
      [-1, isAsked('2', 'telephone', 'left-message', 'With a neighbour')],
      [4, isDecided],
      [8, isDosed('1.9')],
      [15, leaves],
    ],
  },
  {
    told: { loxley: 0, rivelin: 0 },
    steps: [
      [-25, comesOnWarfarin],
      [-14, isAsked('0', 'telephone', 'no-answer', '')],
      [4, isDosed('2.2')],
      [20, leaves],
    ],
  },
]
