import { clinicalDate } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { formatMg, mgNumber } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { adjustmentWords } from './adjustment-words.ts'
import { doacFacts } from './doac-plan.ts'
import type {
  Duration,
  EpisodePlan,
  HowStarted,
  MeasuringMethod,
  Medicine,
  Phase,
  Protocol,
} from './episode.ts'
import type { Fact } from './patient-words.ts'

export const MEDICINE_WORDS: Readonly<Record<Medicine, string>> = {
  warfarin: 'warfarin',
  acenocoumarol: 'acenocoumarol',
  phenindione: 'phenindione',
  apixaban: 'apixaban',
  dabigatran: 'dabigatran',
  edoxaban: 'edoxaban',
  rivaroxaban: 'rivaroxaban',
  heparin: 'heparin (bridging)',
}

export const METHOD_WORDS: Readonly<Record<MeasuringMethod, string>> = {
  'provider-meter': 'Our meter, near the patient (level 4)',
  laboratory: 'Laboratory, venous sample (level 3)',
  'own-meter': "The patient's own meter (level 3)",
}

export const PROTOCOL_WORDS: Readonly<Record<Protocol, string>> = {
  coventry: maintenanceCard('coventry').name,
  hillingdon: maintenanceCard('hillingdon').name,
  're-ly': maintenanceCard('re-ly').name,
  'one-step': maintenanceCard('one-step').name,
}

export const HOW_STARTED_WORDS: Readonly<Record<HowStarted, string>> = {
  'initiated-here': 'Started here',
  'transferred-in': 'Transferred in from another service',
  imported: 'Imported from another product',
}

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  referred: 'Referred',
  accepted: 'Accepted, not started',
  initiating: 'Being started',
  maintaining: 'Maintenance',
  suspended: 'Suspended',
  ended: 'Ended',
}

const NOT_RECORDED = 'Not recorded'
const recorded = (text: string): string => (text === '' ? NOT_RECORDED : text)

const wordOf = <Word extends string>(words: Readonly<Record<Word, string>>, word: Word | null) =>
  word === null ? NOT_RECORDED : words[word]

/** What only a plan by INR says. */
const OF_INR = ['target', 'method', 'tablets', 'protocol', 'dailyMg']

/** Everything that a plan says, in the order of its form. */
export function planFacts(plan: EpisodePlan): readonly Fact[] {
  const facts: readonly (readonly [field: string, label: string, value: string])[] = [
    ['medicine', 'Medicine', wordOf(MEDICINE_WORDS, plan.medicine)],
    ['indication', 'Indication', indicationWords(plan)],
    ['clinicalReason', 'Clinical reason', recorded(plan.clinicalReason)],
    ['target', 'Target INR and range', targetWords(plan.target)],
    ['startedOn', 'Started on', plan.startedOn ? clinicalDate(plan.startedOn) : NOT_RECORDED],
    ['duration', 'Duration', durationWords(plan.duration)],
    ['method', 'INR measured by', wordOf(METHOD_WORDS, plan.method)],
    ['tablets', 'Tablets', tabletSetWords(plan.tabletSet)],
    ['protocol', 'Dosing protocol', wordOf(PROTOCOL_WORDS, plan.protocol)],
    ['adjustment', 'Tolerance and sensitivity', adjustmentWords(plan.adjustment)],
    ['howStarted', 'How it started', wordOf(HOW_STARTED_WORDS, plan.howStarted)],
    ['managementPlan', 'Management plan', recorded(plan.managementPlan)],
    ['relevantFindings', 'Relevant findings', recorded(plan.relevantFindings)],
    ['dailyMg', 'Dose taken when confirmed', statedDose(plan)],
  ]
  const said = facts.map(([field, label, value]) => ({ field, label, value }))
  if (!isDoac(plan.medicine)) return said
  return [...said.filter(({ field }) => !OF_INR.includes(field)), ...doacFacts(plan)]
}

/** The concept, and what the referrer or the other product called it when that differs. */
function indicationWords({ indication, indicationText }: EpisodePlan): string {
  const label = indication === null ? undefined : indicationOf(indication)?.label
  if (label === undefined)
    return indicationText === '' ? NOT_RECORDED : `Not coded: ${indicationText}`
  return indicationText === '' || indicationText === label ? label : `${label} (${indicationText})`
}

/** `2.5 (2.0 to 3.0)` */
export const targetWords = (target: Target | null): string =>
  target === null
    ? NOT_RECORDED
    : `${formatTenths(target.valueTenths)} (${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)})`

function durationWords(duration: Duration | null): string {
  switch (duration?.kind) {
    case undefined:
      return NOT_RECORDED
    case 'until':
      return `Until ${clinicalDate(duration.stopOn)}`
    case 'long-term':
      return `Long term, review ${clinicalDate(duration.reviewOn)}`
  }
}

function tabletSetWords(set: TabletSet | null): string {
  if (set === null) return NOT_RECORDED
  const strengths = [...set.strengths].sort((a, b) => a - b).map((strength) => mgNumber(strength))
  return `${strengths.join(', ')} mg, ${set.halves ? 'may be halved' : 'not halved'}`
}

const statedDose = ({ dailyUg }: EpisodePlan): string =>
  typeof dailyUg === 'number' ? `${formatMg(dailyUg)} a day` : NOT_RECORDED
