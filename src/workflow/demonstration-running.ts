import { addDays, type Day, weekday } from '#base/day.ts'
import { appointmentsOf } from '#store/appointments.ts'
import { clinicPatterns } from '#store/clinics.ts'
import { allStaff } from '#store/staff.ts'
import {
  both,
  closes,
  does,
  guestNow,
  leaves,
  type Scene,
  type Step,
  type Story,
} from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { replans } from './demonstration-targets.ts'
import { comesOnWarfarin, isDosed } from './demonstration-visits.ts'
import { lotNamed, meterNamed, meterRegister } from './meter-register.ts'
import type { Fields } from './virtual-clinic.ts'

/** Another lot each time: one that is blocked is not used again. */
const lotOf = ({ guest }: Scene) => `L 9${guest.number % 10000}`
const measuredWith: Step = async (scene) =>
  isDosed('2.7', { how: 'handed-over' }, { stripLot: lotOf(scene) })(scene)

const blocks: Step = async (scene) => {
  if ((await guestNow(scene)) === undefined) return
  const register = await lookUp(scene.years, (tx) => meterRegister(tx, scene.on))
  const version = `${lotNamed(register, lotOf(scene))?.version ?? 0}`
  const reason = 'The maker recalls this lot: it may read high'
  await does(scene, 'clinical-lead', 'block-lot', { stripLot: lotOf(scene), version, reason })
}

const SPARE = 'CoaguChek spare'
const onSpare =
  (role: 'nurse' | 'practice-manager' | 'clinical-lead', act: string, fields: Fields): Step =>
  async (scene) => {
    const register = await lookUp(scene.years, (tx) => meterRegister(tx, scene.on))
    const known = meterNamed(register, SPARE)
    await does(scene, role, act, {
      meter: known?.key ?? '',
      version: `${known?.version ?? 0}`,
      ...fields,
    })
  }
/** A second meter is taken into use, or comes back from the maker. */
const spareComes: Step = async (scene) => {
  const register = await lookUp(scene.years, (tx) => meterRegister(tx, scene.on))
  if (meterNamed(register, SPARE) === undefined) {
    const meter = { name: SPARE, serial: 'UQ7700431', model: 'coaguchek-xs-plus' }
    return does(scene, 'nurse', 'register-meter', meter)
  }
  return onSpare('clinical-lead', 'return-meter', { reason: 'Back from the maker' })(scene)
}
const control =
  (measured: Fields): Step =>
  async (scene) =>
    does(scene, 'nurse', 'record-control', {
      meter: SPARE,
      stripLot: 'L 62210',
      controlLot: 'C 2609',
      low: '2.1',
      high: '3.1',
      ...measured,
    })

/** How long somebody may dose is written down anew. */
const mayDose =
  (days: number): Step =>
  async (scene) => {
    const staff = await lookUp(scene.years, allStaff)
    const member = staff.find(({ role }) => role === 'healthcare-assistant')
    if (member === undefined) return
    const { accountId, version, name, role, competence } = member
    await does(scene, 'clinical-lead', 'change-staff', {
      ...{ accountId, version: `${version}`, name, role, active: 'yes' },
      level: `${competence.level ?? 'none'}`,
      dosing: competence.dosing,
      until: addDays(scene.on, days),
    })
  }

/** A clinic is not held on the first day on which nobody else is due, and somebody is booked then. */
const dayOff = ({ years, on }: Scene, from: number): ReturnType<typeof addDays> => {
  const day = addDays(on, from)
  return years.due.has(day) || !isClinicDay(years.open.site.weekdays, day)
    ? dayOff({ years, on } as Scene, from + 1)
    : day
}
const isClinicDay = (weekdays: readonly number[], on: Day): boolean =>
  weekdays.includes(weekday(on))

const staysClosed: Step = async (scene) => {
  const guest = await guestNow(scene)
  if (guest?.course === undefined) return
  const [pattern] = await lookUp(scene.years, clinicPatterns)
  const on = dayOff(scene, 9)
  const of =
    (await lookUp(scene.years, clinicPatterns)).find((one) => one.weekday === weekday(on)) ??
    pattern
  const slot = `${of?.id}_${on}_660`
  await does(scene, 'receptionist', 'book-appointment', {
    episodeId: guest.course.id,
    slot,
    laterBecause: 'patient-asked',
  })
  await does(scene, 'practice-manager', 'close-clinic-day', {
    what: 'close',
    on,
    reason: 'Training of the whole team',
  })
}
const isRebooked: Step = async (scene) => {
  const guest = await guestNow(scene)
  if (guest === undefined) return
  const booked = await lookUp(scene.years, (tx) => appointmentsOf(tx, guest.patient.id, scene.on))
  for (const { id, version, status } of booked) {
    if (status === 'booked')
      await does(scene, 'receptionist', 'cancel-appointment', {
        appointmentId: id,
        version: `${version}`,
      })
  }
}

const tests = replans({
  method: 'own-meter',
  changeReason: 'Has bought a meter and wants to test at home',
})
const isChecked: Step = async (scene) => {
  const guest = await guestNow(scene)
  if (guest === undefined) return
  await does(scene, 'nurse', 'check-self-testing', {
    patientId: guest.patient.id,
    checkedOn: scene.on,
    tester: 'patient',
    meter: 'CoaguChek INRange, serial 70113',
    comparedWith: 'venous',
    own: '2.5',
    reference: '2.6',
    technique: 'yes',
    knowsRules: 'yes',
  })
}

/** What keeps a site running: strips, meters, people, days; and somebody who begins to test at home. */
export const RUNNING: readonly Story[] = [
  {
    told: { rivelin: 0, crookes: 50 },
    steps: [
      [-18, comesOnWarfarin],
      [-11, isDosed('2.5')],
      [-3, measuredWith],
      [-1, blocks],
      [2, closes('look-back', 'checked-no-harm', 'Measured again with another lot: 2.5')],
      [9, leaves],
    ],
  },
  {
    told: { rivelin: 0 },
    steps: [
      [-40, both(spareComes, control({ measured: '2.5' }))],
      [-1, control({ measured: '3.6' })],
      [2, onSpare('nurse', 'withdraw-meter', { reason: 'Goes back to the maker' })],
    ],
  },
  {
    told: { loxley: 0 },
    steps: [
      [-40, mayDose(58)],
      [14, mayDose(365)],
    ],
  },
  {
    told: { loxley: 0 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-2, staysClosed],
      [4, isRebooked],
      [6, leaves],
    ],
  },
  {
    told: { loxley: 0, crookes: 0 },
    steps: [
      [-15, comesOnWarfarin],
      [-8, isDosed('2.5')],
      [-2, tests],
      [3, isChecked],
      [20, leaves],
    ],
  },
]
