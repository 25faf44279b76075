/** How far a constant has been checked against its source. */
export type Standing = 'verified' | 'unverified' | 'local setting'

/** A SNOMED CT concept and where it was checked. */
export type Snomed = {
  readonly code: string
  readonly standing: Standing
  readonly source: string
}

/** What the sources give as target: one or more values in tenths, or the grid of mechanical valves. */
export type ExpectedTarget =
  | {
      readonly kind: 'values'
      readonly tenths: readonly number[]
      readonly source: string
      readonly standing: Standing
    }
  | { readonly kind: 'valve-grid' }

/** How long such a course lasts: for life, or for a time that the sources bound below. */
export type UsualCourse =
  | { readonly kind: 'long-term' }
  | { readonly kind: 'finite-or-long-term'; readonly leastWeeks: number; readonly source: string }
  | { readonly kind: 'not-stated' }

export type Indication = {
  readonly id: string
  readonly label: string
  readonly snomed: Snomed | null
  readonly target: ExpectedTarget
  readonly course: UsualCourse
  /** AF only: the rules of S5 and level 5 apply. */
  readonly isAtrialFibrillation: boolean
  /** How other products write it, in lower case. */
  readonly otherWords: readonly string[]
}

const UK_NEQAS = 'UK NEQAS quoting NICE and BNF'
const AF_REFSET = 'NHS Digital primary care domain refset AFIB_COD 20200812'
const VALVE_LIST = 'OpenCodelists opensafely/mechanical-or-artificial-valves'
const FROM_MEMORY = 'from memory; to verify in the SNOMED CT browser'

/** Least weeks of a course after venous thromboembolism. @see docs/evidence.md#vte-duration */
const VTE_LEAST_WEEKS = 13
const VTE_SOURCE = 'patient.info 2021: at least 3 months'
/** @see docs/evidence.md#calf-dvt-duration */
const CALF_DVT_LEAST_WEEKS = 6
const CALF_DVT_SOURCE = 'BSH 2011, from memory; to verify: 6 weeks'

const LONG_TERM: UsualCourse = { kind: 'long-term' }
const NOT_STATED: UsualCourse = { kind: 'not-stated' }
const AFTER_VTE: UsualCourse = {
  kind: 'finite-or-long-term',
  leastWeeks: VTE_LEAST_WEEKS,
  source: VTE_SOURCE,
}

const values = (
  tenths: readonly number[],
  source = UK_NEQAS,
  standing: Standing = 'verified',
): ExpectedTarget => ({ kind: 'values', tenths, source, standing })

const afConcept = (code: string): Snomed => ({ code, standing: 'verified', source: AF_REFSET })
const valveConcept = (code: string): Snomed => ({ code, standing: 'verified', source: VALVE_LIST })
const unchecked = (code: string): Snomed => ({ code, standing: 'unverified', source: FROM_MEMORY })

const atrialFibrillation = (
  id: string,
  label: string,
  code: string,
  otherWords: readonly string[],
): Indication => ({
  id,
  label,
  snomed: afConcept(code),
  target: values([25]),
  course: LONG_TERM,
  isAtrialFibrillation: true,
  otherWords,
})

const thrombosis = (
  id: string,
  label: string,
  snomed: Snomed | null,
  otherWords: readonly string[],
  course: UsualCourse = AFTER_VTE,
): Indication => ({
  id,
  label,
  snomed,
  target: values([25]),
  course,
  isAtrialFibrillation: false,
  otherWords,
})

const mechanicalValve = (
  id: string,
  label: string,
  snomed: Snomed | null,
  otherWords: readonly string[],
): Indication => ({
  id,
  label,
  snomed,
  target: { kind: 'valve-grid' },
  course: LONG_TERM,
  isAtrialFibrillation: false,
  otherWords,
})

const other = (
  id: string,
  label: string,
  snomed: Snomed | null,
  target: ExpectedTarget,
  course: UsualCourse,
  otherWords: readonly string[],
): Indication => ({ id, label, snomed, target, course, isAtrialFibrillation: false, otherWords })

/**
 * Every reason for anticoagulation that the register holds, as coded concepts (S10), with the target that the sources
 * expect. The target of a plan is always entered by a person; this only warns. Source: UK NEQAS quoting NICE and BNF,
 * Oxford protocol, ESC/EACTS 2021; each names its own. Status: verified; myocardial infarction, calf DVT and the
 * SNOMED codes from memory: unverified. @see docs/evidence.md#targets
 */
export const INDICATIONS: readonly Indication[] = [
  atrialFibrillation('atrial-fibrillation', 'Atrial fibrillation', '49436004', ['af', 'a fib']),
  atrialFibrillation('paroxysmal-af', 'Paroxysmal atrial fibrillation', '282825002', ['paf']),
  atrialFibrillation('persistent-af', 'Persistent atrial fibrillation', '440059007', []),
  atrialFibrillation('permanent-af', 'Permanent atrial fibrillation', '440028005', []),
  atrialFibrillation('atrial-flutter', 'Atrial flutter', '5370000', []),
  other(
    'cardioversion',
    'Cardioversion',
    null,
    values([25, 30], 'UK NEQAS and Oxford protocol: 3.0 for up to 4 weeks before'),
    NOT_STATED,
    ['elective cardioversion', 'dc cardioversion'],
  ),
  thrombosis('deep-vein-thrombosis', 'Deep vein thrombosis', unchecked('128053003'), [
    'dvt',
    'proximal dvt',
  ]),
  thrombosis('calf-vein-thrombosis', 'Isolated calf deep vein thrombosis', null, ['calf dvt'], {
    kind: 'finite-or-long-term',
    leastWeeks: CALF_DVT_LEAST_WEEKS,
    source: CALF_DVT_SOURCE,
  }),
  thrombosis('pulmonary-embolism', 'Pulmonary embolism', unchecked('59282003'), ['pe']),
  thrombosis('recurrent-vte', 'Recurrent venous thromboembolism, off anticoagulation', null, [
    'recurrent vte off anticoagulation',
    'recurrent vte no longer on warfarin',
  ]),
  other(
    'recurrent-vte-on-anticoagulation',
    'Recurrent venous thromboembolism despite anticoagulation (INR above 2)',
    null,
    values([35], 'Oxford protocol and patient.info'),
    LONG_TERM,
    ['recurrent vte on anticoagulation', 'recurrent vte on warfarin'],
  ),
  thrombosis(
    'antiphospholipid-thrombosis',
    'Antiphospholipid syndrome with thrombosis',
    unchecked('26843008'),
    ['antiphospholipid syndrome', 'aps'],
    LONG_TERM,
  ),
  mechanicalValve('mechanical-aortic-valve', 'Mechanical aortic valve', valveConcept('174929002'), [
    'mechanical aortic valve (st jude)',
    'mechanical avr',
    'metal aortic valve',
  ]),
  mechanicalValve('mechanical-mitral-valve', 'Mechanical mitral valve', valveConcept('232923009'), [
    'mechanical mitral valve (st jude)',
    'mechanical mvr',
    'metal mitral valve',
  ]),
  mechanicalValve('mechanical-valve-other', 'Mechanical valve, other or more than one', null, [
    'mechanical valve',
    'double valve replacement',
  ]),
  other(
    'mitral-valve-disease',
    'Mitral stenosis or regurgitation with AF, embolism, or left atrial thrombus or enlargement',
    unchecked('79619009'),
    values([25]),
    LONG_TERM,
    ['mitral stenosis', 'mitral valve disease'],
  ),
  other('bioprosthetic-valve', 'Bioprosthetic valve', null, values([25]), NOT_STATED, [
    'tissue valve',
    'bioprosthetic mitral valve',
  ]),
  other(
    'arterial-embolism',
    'Acute arterial embolism needing embolectomy',
    null,
    values([25]),
    NOT_STATED,
    ['arterial embolism', 'peripheral embolism'],
  ),
  other(
    'dilated-cardiomyopathy',
    'Dilated cardiomyopathy',
    unchecked('195021004'),
    values([25]),
    NOT_STATED,
    ['dcm'],
  ),
  other(
    'myocardial-infarction',
    'Myocardial infarction',
    unchecked('22298006'),
    values([25], 'BNF, from memory; to verify', 'unverified'),
    NOT_STATED,
    ['mi'],
  ),
]

/** The indication with this id. */
export function indicationOf(id: string): Indication | undefined {
  return INDICATIONS.find((indication) => indication.id === id)
}

/**
 * The concept that another product's words most likely mean, to offer on the mapping screen; a person confirms it.
 * Only words that are known exactly are recognised.
 */
export function recogniseIndication(words: string): Indication | undefined {
  const sought = words.trim().replace(/\s+/g, ' ').toLowerCase()
  return INDICATIONS.find(
    ({ label, otherWords }) => label.toLowerCase() === sought || otherWords.includes(sought),
  )
}
