import { addDays, type Day } from '#base/day.ts'
import { isWorkingDay } from '#base/working-days.ts'
import { DAY_FIELD } from '#register/procedure-days.ts'
import { checkProcedure } from './check-procedure.ts'
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
} from './demonstration-guests.ts'
import { houseAt } from './demonstration-sites.ts'
import { comesOnDoac } from './demonstration-starts.ts'
import { comesOnWarfarin, isDosed, isMeasured } from './demonstration-visits.ts'
import { escalateOverdueRestarts } from './escalate-restarts.ts'
import { procedurePage } from './procedure-page.ts'
import type { Fields } from './virtual-clinic.ts'

const PLANNED_AT = 760

/** A procedure so many days from now, planned with the days that are proposed for it. */
const isPlannedFor =
  (days: number, order: Fields): Step =>
  async (scene) => {
    const { years, on } = scene
    const guest = await guestNow(scene)
    if (guest?.course === undefined) return
    const patientId = guest.patient.id
    const fields = { ...order, procedureOn: addDays(on, days) }
    const { restartAt = '', ...ordered } = fields as Fields
    const house = houseAt(years.house, on, PLANNED_AT)
    const by = years.open.callerOf('prescriber')
    const checked = await checkProcedure(house, by, { patientId, fields: ordered })
    if (checked.kind === 'refused') return
    const dates = checked.proposed.map(({ kind, on: proposed }) => [
      DAY_FIELD[kind],
      proposed ?? '',
    ])
    await does(
      scene,
      'prescriber',
      'plan-procedure',
      {
        ...ordered,
        ...Object.fromEntries(dates),
        ...(restartAt !== '' && { restartAt }),
        patientId,
        version: `${guest.course.version}`,
        owner: years.open.callerOf('nurse').accountId,
      },
      PLANNED_AT,
    )
  }

/** The open plan of the guest, as the next act is given it. */
async function planNow({ years, on }: Scene, patientId: string): Promise<Fields | undefined> {
  const house = houseAt(years.house, on, PLANNED_AT)
  const page = await procedurePage(house, years.open.callerOf('nurse'), { patientId })
  if (page.kind === 'refused' || page.open === null) return undefined
  const { id, version } = page.open.plan
  return { planId: id, version: `${version}` }
}

const onPlan =
  (act: string, fields: (scene: Scene) => Fields): Step =>
  async (scene) => {
    const guest = await guestNow(scene)
    const plan = guest && (await planNow(scene, guest.patient.id))
    if (plan !== undefined) await does(scene, 'nurse', act, { ...plan, ...fields(scene) })
  }

const marks = (procedureStep: string, how = 'done'): Step =>
  onPlan('mark-procedure-step', () => ({ procedureStep, how }))
const isTold = both(marks('tell-patient'), marks('tell-department'))
const tookPlace = (daysAgo: number): Step =>
  onPlan('record-procedure-outcome', ({ on }) => ({
    outcome: 'done',
    doneOn: addDays(on, -daysAgo),
  }))
const takesAgain = (fields: (scene: Scene) => Fields = () => ({})): Step =>
  onPlan('record-restart', (scene) => ({
    restartedOn: addDays(scene.on, -1),
    knownBy: 'patient',
    ...fields(scene),
  }))

/** That day or the first after it on which people work. */
const soonFrom = (on: Day): Day => (isWorkingDay(on) === true ? on : soonFrom(addDays(on, 1)))

const COLONOSCOPY = {
  what: 'Colonoscopy with removal of polyps',
  askedBy: 'Endoscopy unit, Sister Marsh, 01632 960122',
  bleeding: 'high',
}
const SKIN = {
  what: 'Removal of a skin lesion with a flap',
  askedBy: 'Plastic surgery, Mr Hale, 01632 960144',
  bleeding: 'low',
}
const HERNIA = {
  what: 'Hernia repair',
  askedBy: 'Surgical pre-assessment, Sister Obi, 01632 960133',
  bleeding: 'high',
  heparin: 'no',
  heparinBy: 'Dr Rao, haematology',
  restartAt: 'usual',
}

/** Procedures: a step that is due, a restart that is due, one that is overdue, and whole ones that went well. */
export const OPERATIONS: readonly Story[] = [
  {
    told: { crookes: 0 },
    steps: [
      [-60, comesOnDoac()],
      [-3, both(isPlannedFor(11, COLONOSCOPY), marks('tell-patient'))],
      [3, marks('tell-department')],
      [9, tookPlace(1)],
      [12, takesAgain()],
      [110, leaves],
    ],
  },
  {
    told: { loxley: 0, crookes: 50 },
    steps: [
      [-60, comesOnDoac()],
      [-12, both(isPlannedFor(6, SKIN), isTold)],
      [-4, tookPlace(2)],
      [-2, evening(escalateOverdueRestarts)],
      [3, takesAgain()],
      [100, leaves],
    ],
  },
  {
    told: { rivelin: 0 },
    steps: [
      [-60, comesOnDoac()],
      [-8, both(isPlannedFor(7, SKIN), isTold)],
      [-1, tookPlace(0)],
      [3, takesAgain()],
      [100, leaves],
    ],
  },
  {
    told: { crookes: 15, loxley: 100 },
    steps: [
      [-40, comesOnWarfarin],
      [-33, isDosed('2.5')],
      [-27, both(isPlannedFor(12, HERNIA), isTold)],
      [
        -16,
        onPlan('record-procedure-inr', ({ on, years: { open } }) => ({
          inr: '1.2',
          inrAgain: '1.2',
          sampledOn: on,
          method: open.site.enrolling.method,
          meter: `CoaguChek ${open.site.prefix} 1`,
          stripLot: 'L 2707',
        })),
      ],
      [-14, tookPlace(1)],
      [
        -13,
        takesAgain(({ on }) => ({ takes: 'as-planned', nextTestOn: soonFrom(addDays(on, 3)) })),
      ],
      [
        -8,
        both(
          isMeasured('2.1'),
          closes('alarm', 'contacted-and-advised', 'The dose of before goes on'),
          closes('referral', 'contacted-and-advised', 'The dose of before goes on'),
        ),
      ],
      [-6, leaves],
    ],
  },
]
