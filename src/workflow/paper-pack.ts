import { addDays, clinicalDate, type Day, day, londonDay } from '#base/day.ts'
import { addWorkingDays } from '#base/working-days.ts'
import { formatMg } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { formatInr } from '#clinical/inr.ts'
import { tabletsInWords } from '#clinical/tablets.ts'
import type { DosePage } from '#print/dose-page.ts'
import type { PackDose, PackPerson, PackRun, PackVisit, PaperPack } from '#print/pack/pack-words.ts'
import { FLAG_WORDS, KNOWN_FLAGS } from '#register/patient-flags.ts'
import { type DuePatient, patientsDueBy } from '#store/clinic-packs.ts'
import { thisProvider } from '#store/providers.ts'
import type { Tx } from '#store/tx.ts'
import { isReconciling } from '#store/unknown-here.ts'
import { type HistoryVisit, newestVisits } from '#store/visits.ts'
import { pageInForce } from './dose-page.ts'
import { packLine } from './make-clinic-pack.ts'
import { medicinesRemembered } from './medicines-remembered.ts'

/** A pack reaches so many working days, so that a long weekend leaves a site with one. @technical How far ahead it is printed. */
const WORKING_DAYS = 3
/** Where no calendar says which days are worked. @technical How far ahead it is printed. */
const DAYS_AT_LEAST = 5
/** Results of each person. @see docs/safety/hazards.json H29: the last six */
const VISITS = 6
/** Days of the dose in force that are printed. @technical How much fits a sheet. */
const DOSE_DAYS = 21

/** The days for which a pack is made on a day: today, tomorrow, and on to the third working day. */
export function packDays(today: Day): { readonly from: Day; readonly through: Day } {
  const worked = addWorkingDays(today, WORKING_DAYS)
  const through = worked.kind === 'day' ? worked.day : addDays(today, DAYS_AT_LEAST)
  return { from: today, through }
}

/** Everybody whom the clinics of these days may meet. */
export async function paperPack(tx: Tx, now: number): Promise<PaperPack> {
  const { from, through } = packDays(londonDay(now))
  const provider = await thisProvider(tx)
  const people: PackPerson[] = []
  for (const due of await patientsDueBy(tx, through, from)) {
    people.push(await packPerson(tx, due, from))
  }
  return {
    providerName: provider?.name ?? '',
    telephone: provider?.telephone ?? '',
    from,
    through,
    madeAt: now,
    isReconciling: await isReconciling(tx),
    people,
  }
}

async function packPerson(tx: Tx, due: DuePatient, today: Day): Promise<PackPerson> {
  const [page, visits, medicines] = [
    due.lastDecisionId === null ? undefined : await pageInForce(tx, due.lastDecisionId),
    await newestVisits(tx, due.episodeId, VISITS),
    await medicinesRemembered(tx, due.id, today),
  ]
  const line = packLine(due, today)
  return {
    name: line.name,
    dateOfBirth: line.dateOfBirth,
    nhsNumber: line.nhsNumber,
    bookedOn: due.bookedOn === null ? null : day(due.bookedOn),
    time: line.time,
    dueOn: line.nextTestOn,
    plan: [
      ['Target INR', line.target],
      ...planOf(due),
      [
        'Interacting medicines that may still act',
        medicines.map(({ name, change, on }) => `${name}, ${change} ${on}`).join('; '),
      ],
    ].flatMap(saidAlone),
    contact: contactOf(due.details).flatMap(saidAlone),
    warnings: line.warnings === '' ? [] : [line.warnings],
    taken: line.lastDose,
    inForce: page === undefined ? null : doseInForce(page, today),
    visits: visits.map(visitOf),
  }
}

function planOf(due: DuePatient): readonly (readonly string[])[] {
  const { details, plan } = due
  const flags = KNOWN_FLAGS.filter((flag) => details[flag] === 'yes').map(
    (flag) => FLAG_WORDS[flag],
  )
  return [
    ['Medicine', plan.medicine ?? 'not known'],
    ['For', indicationOf(plan.indication ?? '')?.label ?? plan.indicationText],
    ['How long', durationOf(due)],
    ['Tablets used here', tabletSetOf(due)],
    ['Measured by', plan.method === null ? 'not known' : METHODS[plan.method]],
    ['Allergies', details.allergies === '' ? 'nobody has asked' : details.allergies],
    ['Conditions', flags.length > 0 ? flags.join('; ') : 'none recorded'],
    ['History', details.relevantHistory],
    ['Plan', plan.managementPlan],
  ]
}

const METHODS = {
  'provider-meter': 'meter of the clinic',
  laboratory: 'laboratory',
  'own-meter': 'own meter',
} as const

const contactOf = (details: DuePatient['details']): readonly (readonly string[])[] => [
  ['Telephone', said(details.telephone, details.mobile)],
  ['Address', said(details.address, details.postcode)],
  ['May leave a message with', details.mayLeaveMessageWith],
  ['Carer', details.carer],
  ['Interpreter', details.interpreter],
  ['Housebound', details.housebound === 'yes' ? 'yes' : ''],
  ['Own practice', details.registeredPractice],
]

const said = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')

/** What nobody said leaves no empty line. */
const saidAlone = ([name = '', text = '']: readonly string[]): readonly (readonly [
  string,
  string,
])[] => (text === '' ? [] : [[name, text]])

function durationOf({ plan: { duration } }: DuePatient): string {
  if (duration === null) return 'not known'
  return duration.kind === 'until'
    ? `until ${clinicalDate(duration.stopOn)}`
    : `long term, review ${clinicalDate(duration.reviewOn)}`
}

function tabletSetOf({ plan: { tabletSet } }: DuePatient): string {
  if (tabletSet === null) return 'not known'
  const strengths = tabletSet.strengths.map((strength) => formatMg(strength)).join(', ')
  return `${strengths}${tabletSet.halves ? ', halves too' : ', no halves'}`
}

const visitOf = (visit: HistoryVisit): PackVisit => ({
  on: day(visit.sampledOn),
  inr: formatInr(visit),
  dose: decidedOn(visit),
  nextTestOn: visit.nextTestOn === null ? null : day(visit.nextTestOn),
})

function decidedOn({ dailyUg, decidedOmitDays, decidedByName }: HistoryVisit): string {
  if (dailyUg === null) return 'none here'
  const dose = dailyUg === 0 ? 'withheld' : `${formatMg(dailyUg)} a day`
  const without = (decidedOmitDays ?? 0) > 0 ? `, ${decidedOmitDays} days without first` : ''
  return `${dose}${without}, ${decidedByName ?? ''}`
}

function doseInForce(page: DosePage, today: Day): PackDose {
  const ahead = page.days.filter(({ day: on }) => on >= addDays(today, -1)).slice(0, DOSE_DAYS)
  const runs: PackRun[] = []
  for (const { day: on, ug, tablets } of ahead) {
    const [dose, words] = [ug === 0 ? 'none' : formatMg(ug), tabletsInWords(tablets)]
    const last = runs.at(-1)
    if (last?.dose === dose && last.tablets === words && addDays(last.to, 1) === on) {
      runs[runs.length - 1] = { ...last, to: on }
    } else runs.push({ from: on, to: on, dose, tablets: words })
  }
  return { runs, nextTestOn: page.nextTest.on, decidedBy: page.savedBy, decidedOn: page.savedOn }
}
