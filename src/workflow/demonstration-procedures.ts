import { addDays, type Day, londonDay } from '#base/day.ts'
import { isWorkingDay } from '#base/working-days.ts'
import { DAY_FIELD } from '#register/procedure-days.ts'
import { checkProcedure } from './check-procedure.ts'
import { must, TOLD } from './demonstration-doac-review.ts'
import { AF, bringIn, type Clinicians, daysAgo, type Someone } from './demonstration-doacs.ts'
import type { House } from './desk.ts'
import { escalateOverdueRestarts } from './escalate-restarts.ts'
import { findPatients } from './find-patients.ts'
import { markProcedureStep } from './mark-procedure-step.ts'
import { newId } from './new-id.ts'
import { planProcedure } from './plan-procedure.ts'
import { procedurePage } from './procedure-page.ts'
import { recordProcedureOutcome } from './record-procedure-outcome.ts'

/** On warfarin, brought in by the import: a hernia repair is ahead, the patient has been told. */
const RUNNING = '9990268258'

/** On dabigatran: the procedure took place, and nobody knows whether treatment is taken again. */
const OVERDUE: Someone = {
  familyName: 'Marchetti',
  givenName: 'Luca',
  dateOfBirth: '1956-02-11',
  sex: 'male',
  nhsNumber: '9998770165',
  plan: { ...AF, medicine: 'dabigatran', doacMg: '150', doacTimes: '2' },
  startedAgo: 150,
  weight: '84',
  creatinine: '88',
  reviewedAgo: () => 9,
  saved: TOLD,
}

const DAYS_AHEAD = 9
const PLANNED_AGO = 8
const PROCEDURE_AGO = 5
const FIRST_DAY_OVERDUE_AGO = 3

/** Brings two plans around procedures into the demonstration, by the product's own acts. */
export async function bringInProcedures(house: House, by: Clinicians): Promise<void> {
  const found = must(await findPatients(house, by.nurse, { who: RUNNING }))
  const [running] = found.people
  if (running !== undefined) await planAhead(house, by, running.id)
  const overdue = await bringIn(house, by, OVERDUE)
  if (overdue !== undefined) await leaveOverdue(house, by, overdue)
}

async function planAhead(house: House, by: Clinicians, patientId: string): Promise<void> {
  const { open } = must(await procedurePage(house, by.prescriber, { patientId }))
  if (open !== null) return
  const from = addDays(londonDay(house.clock()), DAYS_AHEAD)
  const asked = {
    what: 'Hernia repair',
    askedBy: 'Surgical pre-assessment, Sister Obi, 01632 960133',
    bleeding: 'high',
    procedureOn: workingDayFrom(from),
    heparin: 'no',
    heparinBy: 'Dr Rao, haematology',
  }
  await plan(house, by, patientId, { ...asked, restartAt: 'usual' })
  await told(house, by, patientId)
}

/** That day or the first working day after it with a working day before it, so that an INR can be taken then. */
const workingDayFrom = (on: Day): Day =>
  isWorkingDay(on) === false || isWorkingDay(addDays(on, -1)) === false
    ? workingDayFrom(addDays(on, 1))
    : on

async function leaveOverdue(house: House, by: Clinicians, patientId: string): Promise<void> {
  const procedureOn = addDays(londonDay(house.clock()), -PROCEDURE_AGO)
  const asked = {
    what: 'Removal of a skin lesion with a flap',
    askedBy: 'Plastic surgery, Mr Hale, 01632 960144',
    bleeding: 'low',
    procedureOn,
  }
  const planned = daysAgo(house, PLANNED_AGO)
  await plan(planned, by, patientId, asked)
  await told(planned, by, patientId)
  const after = daysAgo(house, PROCEDURE_AGO - 1)
  const outcome = { ...(await seen(after, by, patientId)), outcome: 'done', doneOn: procedureOn }
  must(await recordProcedureOutcome.run(after, by.nurse, newId(after.clock()), outcome))
  for (let ago = FIRST_DAY_OVERDUE_AGO; ago >= 0; ago -= 1) {
    await escalateOverdueRestarts(daysAgo(house, ago))
  }
}

type Fields = Readonly<Record<string, string>>

/** Confirms a plan with the days that are proposed for it. */
async function plan(house: House, by: Clinicians, patientId: string, fields: Fields) {
  const { restartAt = '', ...order } = fields
  const { proposed } = must(
    await checkProcedure(house, by.prescriber, { patientId, fields: order }),
  )
  const days = Object.fromEntries(proposed.map(({ kind, on }) => [DAY_FIELD[kind], on ?? '']))
  const page = must(await procedurePage(house, by.prescriber, { patientId }))
  const asked = {
    ...order,
    ...days,
    restartAt,
    patientId,
    version: `${page.episode.version}`,
    owner: by.nurse.accountId,
  }
  must(await planProcedure.run(house, by.prescriber, newId(house.clock()), asked))
}

async function seen(house: House, by: Clinicians, patientId: string) {
  const { open } = must(await procedurePage(house, by.nurse, { patientId }))
  return { planId: open?.plan.id ?? '', version: `${open?.plan.version ?? 0}` }
}

async function told(house: House, by: Clinicians, patientId: string): Promise<void> {
  for (const procedureStep of ['tell-patient', 'tell-department']) {
    const asked = { ...(await seen(house, by, patientId)), procedureStep, how: 'done' }
    must(await markProcedureStep.run(house, by.nurse, newId(house.clock()), asked))
  }
}
