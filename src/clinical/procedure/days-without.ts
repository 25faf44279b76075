// For how many whole days before a procedure an anticoagulant is not taken (H24). A day without means: no dose on that
// date. Where no source at hand gives a number there is none here: a person enters what they were advised.
import type { Doac } from '#clinical/doac/doac.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { reaches } from '#clinical/renal.ts'

/** A medicine for which a procedure is planned here. */
export type ProcedureMedicine = 'warfarin' | Doac

/** How likely the procedure bleeds; `minor` is done without stopping. */
export const BLEEDING_RISKS = ['minor', 'low', 'high'] as const
export type BleedingRisk = (typeof BLEEDING_RISKS)[number]

type Cited = { readonly says: string; readonly source: string }

export type DaysWithout =
  | (Cited & { readonly kind: 'not-interrupted' })
  | (Cited & { readonly kind: 'days'; readonly days: number })
  /** No number here: the one that a person was advised is entered, with whose it is. */
  | (Cited & { readonly kind: 'ask' })
  /** Nothing follows, because the clearance of today is not known. */
  | (Cited & { readonly kind: 'clearance-not-known' })

/** The last dose of warfarin is on the evening of day -6. @see docs/evidence.md#procedure-warfarin-days */
export const WARFARIN_DAYS_WITHOUT = 5

/** Below this clearance, in mL/min, no interval is given. @see docs/evidence.md#procedure-low-clearance */
export const LEAST_CLEARANCE = 30

/** Days without apixaban or rivaroxaban. @see docs/evidence.md#procedure-doac-days */
const XA_DAYS = { low: 1, high: 2 } as const

/** Days without edoxaban before a high risk; for a low one none is given. @see docs/evidence.md#procedure-edoxaban-days */
const EDOXABAN_HIGH_DAYS = 2

/** Days without dabigatran from each clearance on, in mL/min, the highest first. @see docs/evidence.md#procedure-dabigatran-days */
const DABIGATRAN_DAYS = [
  { from: 80, low: 1, high: 2 },
  { from: 50, low: 1, high: 3 },
  { from: 30, low: 2, high: 4 },
] as const

const MINOR_WARFARIN: DaysWithout = {
  kind: 'not-interrupted',
  says: 'Warfarin goes on. The INR is checked within 72 hours before and must be below 4.',
  source: 'SDCEP 2022 (dental treatment); BSH as quoted by Br Dent J 2017',
}
const MINOR_DOAC: DaysWithout = {
  kind: 'not-interrupted',
  says: 'Not stopped. Before dental treatment with a higher risk of bleeding the morning dose of that day is missed (apixaban, dabigatran) or taken 4 hours after bleeding has stopped (edoxaban, rivaroxaban).',
  source: 'SDCEP 2022 (dental treatment)',
}
const WARFARIN: DaysWithout = {
  kind: 'days',
  days: WARFARIN_DAYS_WITHOUT,
  says: 'Last dose of warfarin on the evening of day -6: five days without.',
  source: 'Oxford University Hospitals 2012; NHS Lothian; BSG/ESGE (stopped 5 days before)',
}
const CLEARANCE_NOT_KNOWN: DaysWithout = {
  kind: 'clearance-not-known',
  says: 'The creatinine clearance of today is not known, so no dates are worked out.',
  source: 'safety case H20',
}
const LOW_CLEARANCE: DaysWithout = {
  kind: 'ask',
  says: 'Creatinine clearance below 30 mL/min: ask a haematologist how many days without a dose.',
  source: 'UKCPA perioperative handbook',
}
const EDOXABAN_LOW: DaysWithout = {
  kind: 'ask',
  says: 'No interval for edoxaban before a low risk of bleeding is checked here: ask the department.',
  source: 'PAUSE did not study edoxaban',
}

/**
 * Days without the medicine before a procedure, with the source; or that it goes on, or that a person must say.
 * `clearance` is that of today in mL/min; warfarin does not ask for it.
 */
export function daysWithout(
  medicine: ProcedureMedicine,
  risk: BleedingRisk,
  clearance: Fraction | 'not-known',
): DaysWithout {
  if (medicine === 'warfarin') return risk === 'minor' ? MINOR_WARFARIN : WARFARIN
  if (risk === 'minor') return MINOR_DOAC
  if (clearance === 'not-known') return CLEARANCE_NOT_KNOWN
  if (medicine === 'dabigatran') return dabigatran(risk, clearance)
  if (!reaches(clearance, LEAST_CLEARANCE)) return LOW_CLEARANCE
  switch (medicine) {
    case 'apixaban':
    case 'rivaroxaban':
      return inDays(XA_DAYS[risk], 'PAUSE 2019, as tabled by ASH; RCP Clinical Medicine table 3b')
    case 'edoxaban':
      return risk === 'low' ? EDOXABAN_LOW : inDays(EDOXABAN_HIGH_DAYS, 'NHS Forth Valley')
  }
}

function dabigatran(risk: 'low' | 'high', clearance: Fraction): DaysWithout {
  const row = DABIGATRAN_DAYS.find(({ from }) => reaches(clearance, from))
  if (row === undefined) return LOW_CLEARANCE
  return inDays(row[risk], 'EHRA hours in RCP Clinical Medicine table 3b; NHS Forth Valley')
}

const inDays = (days: number, source: string): DaysWithout => ({
  kind: 'days',
  days,
  says: `${days} ${days === 1 ? 'day' : 'days'} without a dose before the procedure, and none on its day until the restart.`,
  source,
})

/** After how many days the first dose is taken again; several mean that a person chooses. */
export type RestartAfter = Cited & { readonly days: readonly number[] }

/** Days after the procedure until a direct oral anticoagulant is taken again. @see docs/evidence.md#procedure-doac-restart */
const DOAC_RESTART = { low: [1], high: [2, 3] } as const

/** @see docs/evidence.md#procedure-warfarin-restart */
const WARFARIN_RESTART: RestartAfter = {
  days: [0],
  says: 'The evening of the procedure, at the usual dose, once the department agrees.',
  source: 'Hawke’s Bay perioperative guideline; BSG/ESGE as quoted by a secondary page',
}

/** When the medicine is taken again after the procedure, in whole days. */
export function restartAfter(medicine: ProcedureMedicine, risk: BleedingRisk): RestartAfter {
  if (medicine === 'warfarin') return WARFARIN_RESTART
  if (risk === 'minor') {
    return { days: [0], says: 'The next dose as usual.', source: 'SDCEP 2022 (dental treatment)' }
  }
  const says =
    risk === 'low'
      ? 'The day after, once bleeding has stopped.'
      : 'Two or three days after, once bleeding has stopped: a person chooses.'
  return { days: DOAC_RESTART[risk], says, source: 'PAUSE 2019, as tabled by ASH' }
}
