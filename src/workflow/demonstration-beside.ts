import { addDays, weekday } from '#base/day.ts'
import { appointmentsOf } from '#store/appointments.ts'
import { clinicPatterns } from '#store/clinics.ts'
import { sharedSignIns } from '#store/shared-sign-ins.ts'
import { DEMONSTRATION_PASSWORD } from './demonstration.ts'
import {
  both,
  closes,
  does,
  guestNow,
  leaves,
  type Step,
  type Story,
} from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { houseAt, instantOn } from './demonstration-sites.ts'
import { replans } from './demonstration-targets.ts'
import { comesOnWarfarin, isDosed, isMeasured } from './demonstration-visits.ts'
import { SESSION_LIMITS, seeSession } from './see-session.ts'
import { signIn, unknownNames } from './sign-in.ts'

/** Books a day of the clinic so many days ahead, at twelve minutes to noon. */
const books =
  (days: number): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    const on = addDays(scene.on, days)
    const patterns = await lookUp(scene.years, clinicPatterns)
    const pattern = patterns.find((held) => held.weekday === weekday(on))
    if (guest?.course === undefined || pattern === undefined) return
    const slot = `${pattern.id}_${on}_${BOOKED_AT}`
    await does(scene, 'receptionist', 'book-appointment', {
      episodeId: guest.course.id,
      slot,
      laterBecause: 'patient-asked',
    })
  }
const BOOKED_AT = 708

/** Comes to the desk and goes again before anybody has measured, or does not come at all. */
const marked =
  (came: 'arrived' | 'did-not-come'): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    if (guest === undefined) return
    const booked = await lookUp(scene.years, (tx) => appointmentsOf(tx, guest.patient.id, scene.on))
    for (const { id, version } of booked) {
      const asked = { appointmentId: id, version: `${version}`, came }
      await does(scene, 'receptionist', 'record-attendance', asked, BOOKED_AT)
    }
  }

/** Is treated for a clot, and the INR is far too low twice. */
const afterClot = replans({
  indication: 'deep-vein-thrombosis',
  clinicalReason: 'Two clots in the leg',
  changeReason: 'The letter of the hospital has come: it is for clots, not for the heart',
})
const isFarTooLow = (inr: string): Step =>
  both(
    isMeasured(inr),
    closes('alarm', 'contacted-and-advised', 'Takes it with supper from now on'),
  )

/** @technical A use of one sign-in so soon after the other is a turn; so many turns are shown. */
const TURN_EVERY_MS = 40_000
const TURNS = 6
const SHARED_AT = 615

/** Two people at the desk use one account in turn. */
const isShared: Step = async ({ years: { house, open }, on }) => {
  const [username, password] = [`${open.site.prefix}-receptionist`, DEMONSTRATION_PASSWORD]
  const signedIn = async (browser: string) =>
    signIn(houseAt(house, on, SHARED_AT), unknownNames(), { username, password, browser })
  const desks = [await signedIn('Edge on Windows'), await signedIn('Chrome on Windows')]
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const at = instantOn(on, SHARED_AT) + turn * TURN_EVERY_MS
    const desk = desks[turn % 2]
    if (desk?.kind !== 'signed-in') return
    const noting = { isUse: true, notNoted: (error: unknown) => Promise.reject(error) }
    await seeSession({ ...house, clock: () => at }, desk.token, SESSION_LIMITS, noting)
  }
}
const settlesShared: Step = async (scene) => {
  const found = await lookUp(scene.years, sharedSignIns)
  for (const { id, settledAt } of found) {
    if (settledAt !== null) continue
    const note = 'Both had been at the desk while the second account was made'
    const settled = { id, outcome: 'was-shared', note }
    await does(scene, 'practice-manager', 'settle-shared-sign-in', settled)
  }
}

/** The one clinic of a week is not held, in the first of the next weeks in which nobody is due. */
const staysAway: Step = async (scene) => {
  const { years, on } = scene
  const { weekdays } = years.open.site
  const day = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
    .map((days) => addDays(on, days))
    .find((held) => weekdays.includes(weekday(held)) && !years.due.has(held))
  if (day === undefined) return
  const reason = 'The pharmacist is away, and nobody else may dose'
  await does(scene, 'practice-manager', 'close-clinic-day', { what: 'close', on: day, reason })
}

/** People who come and go again, and what happens at the desk. */
export const BESIDE: readonly Story[] = [
  {
    told: { crookes: 0 },
    steps: [
      [-10, comesOnWarfarin],
      [-7, books(4)],
      [-3, marked('arrived')],
      [4, isDosed('2.3')],
      [9, leaves],
    ],
  },
  {
    told: { rivelin: 0, crookes: 104 },
    steps: [
      [-10, comesOnWarfarin],
      [-7, books(5)],
      [-2, marked('did-not-come')],
      [5, isDosed('2.3')],
      [9, leaves],
    ],
  },
  {
    told: { loxley: 0, crookes: 120 },
    steps: [
      [-40, both(comesOnWarfarin, afterClot)],
      [-31, isFarTooLow('1.4')],
      [-5, isFarTooLow('1.3')],
      [14, leaves],
    ],
  },
  { told: { gleadless: 0, intake: 3 }, steps: [[-3, staysAway]] },
  {
    told: { crookes: 0, loxley: 60 },
    steps: [
      [-2, isShared],
      [7, settlesShared],
    ],
  },
]
