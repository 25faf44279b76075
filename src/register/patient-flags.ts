import type { Day } from '#base/day.ts'
import type { LastStroke } from '#clinical/warfarin/high-risk.ts'
import {
  type Findings,
  type TypedFields,
  typedChoice,
  typedDay,
  typedText,
} from './typed-fields.ts'

/** A fact about a patient. Nobody having asked is an answer of its own, and the one it starts with. */
export type Known = 'yes' | 'no' | 'not-known'
export const KNOWN: readonly Known[] = ['yes', 'no', 'not-known']

export type ValvePosition = 'aortic' | 'mitral' | 'tricuspid' | 'more-than-one' | 'not-known'
export const VALVE_POSITIONS: readonly ValvePosition[] = [
  'aortic',
  'mitral',
  'tricuspid',
  'more-than-one',
  'not-known',
]

/** A mechanical heart valve: where it sits and which make, as the operation note says. */
export type MechanicalValve =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'valve'; readonly position: ValvePosition; readonly make: string }

/** What makes anticoagulation of this patient riskier or different. */
export type PatientFlags = {
  readonly mechanicalValve: MechanicalValve
  readonly lastStroke: LastStroke
} & {
  readonly [flag in KnownFlag]: Known
}

export type KnownFlag = (typeof KNOWN_FLAGS)[number]

export const KNOWN_FLAGS = [
  'tissueValve',
  'mitralStenosis',
  'atrialFibrillation',
  'antiphospholipid',
  'meterUnsuitable',
  'antiplatelet',
  'liverDisease',
  'renalDisease',
  'cognitiveImpairment',
  'alcohol',
] as const

/** What each flag asks, in words for the page. */
export const FLAG_WORDS: Readonly<Record<KnownFlag | 'mechanicalValve' | 'lastStroke', string>> = {
  mechanicalValve: 'Mechanical heart valve',
  lastStroke: 'Stroke or TIA',
  tissueValve: 'Tissue heart valve (bioprosthesis)',
  mitralStenosis: 'Moderate or severe mitral stenosis',
  atrialFibrillation: 'Atrial fibrillation or flutter',
  antiphospholipid: 'Antiphospholipid syndrome (finger-prick INR not suitable)',
  meterUnsuitable:
    'Finger-prick INR not suitable for another reason (haematocrit, differs from the laboratory)',
  antiplatelet: 'Takes an antiplatelet medicine',
  liverDisease: 'Liver disease',
  renalDisease: 'Renal disease',
  cognitiveImpairment: 'Cognitive impairment',
  alcohol: 'Harmful alcohol use',
}

export const NOTHING_KNOWN: PatientFlags = {
  mechanicalValve: { kind: 'not-known' },
  lastStroke: { kind: 'not-known' },
  tissueValve: 'not-known',
  mitralStenosis: 'not-known',
  atrialFibrillation: 'not-known',
  antiphospholipid: 'not-known',
  meterUnsuitable: 'not-known',
  antiplatelet: 'not-known',
  liverDisease: 'not-known',
  renalDisease: 'not-known',
  cognitiveImpairment: 'not-known',
  alcohol: 'not-known',
}

/** What records written before it was asked do not hold: nobody has asked. */
export const FLAGS_ASKED_LATER = {
  language: 'not-known',
  meterUnsuitable: 'not-known',
  tissueValve: 'not-known',
  atrialFibrillation: 'not-known',
  lastStroke: { kind: 'not-known' },
} as const

/** Reads the flags; what was not answered stays not known. */
export function readFlags(fields: TypedFields, today: Day, findings: Findings): PatientFlags {
  const answer = (flag: KnownFlag) => typedChoice(fields, flag, KNOWN, 'not-known', findings)
  return {
    mechanicalValve: readValve(fields, findings),
    lastStroke: readLastStroke(fields, today, findings),
    tissueValve: answer('tissueValve'),
    mitralStenosis: answer('mitralStenosis'),
    atrialFibrillation: answer('atrialFibrillation'),
    antiphospholipid: answer('antiphospholipid'),
    meterUnsuitable: answer('meterUnsuitable'),
    antiplatelet: answer('antiplatelet'),
    liverDisease: answer('liverDisease'),
    renalDisease: answer('renalDisease'),
    cognitiveImpairment: answer('cognitiveImpairment'),
    alcohol: answer('alcohol'),
  }
}

function readValve(fields: TypedFields, findings: Findings): MechanicalValve {
  const has = typedChoice(fields, 'mechanicalValve', KNOWN, 'not-known', findings)
  switch (has) {
    case 'no':
      return { kind: 'none' }
    case 'not-known':
      return { kind: 'not-known' }
    case 'yes':
      return {
        kind: 'valve',
        position: typedChoice(fields, 'valvePosition', VALVE_POSITIONS, 'not-known', findings),
        make: typedText(fields, 'valveMake'),
      }
  }
}

function readLastStroke(fields: TypedFields, today: Day, findings: Findings): LastStroke {
  const had = typedChoice(fields, 'lastStroke', KNOWN, 'not-known', findings)
  const on = typedDay(fields, 'lastStrokeOn', findings)
  if (had !== 'yes' && on !== null) findings.push(DAY_WITHOUT_STROKE)
  if (had !== 'yes') return had === 'no' ? { kind: 'none' } : { kind: 'not-known' }
  if (on !== null && on > today) {
    findings.push({
      field: 'lastStrokeOn',
      code: 'in-future',
      message: 'The day of the last stroke or TIA must be today or earlier.',
    })
  }
  return { kind: 'had', on }
}

const DAY_WITHOUT_STROKE = {
  field: 'lastStroke',
  code: 'day-without-answer',
  message:
    'A day of a stroke or TIA is entered. Choose yes, or choose yes, clear the day and choose again.',
}
