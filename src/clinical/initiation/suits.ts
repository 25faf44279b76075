// Whether an initiation protocol is for this patient, this plan and this kind of provider (S2, S6; H08).
import { formatMg } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { INITIATION_TARGET } from './advise-initiation.ts'
import type { InitiationInput, ProtocolTable } from './protocol.ts'
import { unmakeableDoses } from './tables.ts'

/** What decides whether somebody is started by a protocol. What is not known never suits. */
export type InitiationCandidate = {
  readonly provider: 'gp-practice' | 'community-pharmacy' | 'hospital-clinic'
  readonly medicine: string | 'not-known'
  /** Id of a concept of clinical/indications.ts. */
  readonly indication: string | 'not-known'
  readonly startedHere: boolean
  readonly target: Target | 'not-known'
  readonly tabletSet: TabletSet | 'not-known'
  readonly mechanicalValve: 'none' | 'valve' | 'not-known'
  readonly sex: InitiationInput['sex']
  readonly age: number
  readonly method: Method | 'not-known'
}

/** One reason why a protocol is not for somebody, by a code, with what to do. */
export type Unsuited = { readonly code: UnsuitedCode; readonly message: string }

export type UnsuitedCode =
  | 'provider-may-not-initiate'
  | 'hospital-only'
  | 'level-5-is-af'
  | 'needs-cover-at-once'
  | 'not-warfarin'
  | 'started-elsewhere'
  | 'other-target'
  | 'tablets'
  | 'valve'
  | 'sex'
  | 'age'
  | 'self-tester'

type Check = (who: InitiationCandidate, table: ProtocolTable) => Unsuited | undefined

const because = (code: UnsuitedCode, message: string): Unsuited => ({ code, message })

/** Everything for which this protocol is not for this start; empty when it may begin. */
export const unsuitedBecause = (
  table: ProtocolTable,
  who: InitiationCandidate,
): readonly Unsuited[] => CHECKS.flatMap((check) => check(who, table) ?? [])

const provider: Check = ({ provider: kind }, table) => {
  if (kind === 'community-pharmacy') {
    return because(
      'provider-may-not-initiate',
      'A community pharmacy does not start warfarin: refer to a practice that does (level 5).',
    )
  }
  if (table.providers.includes(kind)) return undefined
  return because('hospital-only', `${table.name} is for hospital clinics only.`)
}

/** Level 5 is the start of warfarin in AF by a general practice, and nothing else. */
const indication: Check = ({ provider: kind, indication: id }) => {
  const isAf = indicationOf(id)?.isAtrialFibrillation === true
  return kind !== 'gp-practice' || isAf
    ? undefined
    : because(
        'level-5-is-af',
        'A general practice starts warfarin in atrial fibrillation only (level 5). Refer this patient.',
      )
}

/**
 * What needs anticoagulation at once, so that no slow start is for it: DVT, PE, new mechanical valve, arterial embolus.
 * Source: GPnotebook (S17, C); thrombosis in antiphospholipid syndrome and recurrent thrombosis are venous or arterial
 * thrombosis too: derived. @see docs/evidence.md#slow-start-excludes
 */
const NEEDS_COVER_AT_ONCE: readonly string[] = [
  'deep-vein-thrombosis',
  'calf-vein-thrombosis',
  'pulmonary-embolism',
  'recurrent-vte',
  'recurrent-vte-on-anticoagulation',
  'antiphospholipid-thrombosis',
  'mechanical-aortic-valve',
  'mechanical-mitral-valve',
  'mechanical-valve-other',
  'arterial-embolism',
]

const coverAtOnce: Check = ({ indication: id }, { pace }) => {
  if (pace !== 'slow') return undefined
  const known = indicationOf(id)
  if (known === undefined) {
    return because(
      'needs-cover-at-once',
      'The indication is not known. A slow start is not for everybody: record it in the plan first.',
    )
  }
  if (!NEEDS_COVER_AT_ONCE.includes(known.id)) return undefined
  return because(
    'needs-cover-at-once',
    `A slow start takes weeks, and the plan is for what needs anticoagulation at once: ${known.label}. Ask the haematologist today how to begin, with cover from the first day.`,
  )
}

const medicine: Check = (who) =>
  who.medicine === 'warfarin'
    ? undefined
    : because('not-warfarin', 'These protocols are for warfarin.')

const startedHere: Check = (who) =>
  who.startedHere
    ? undefined
    : because(
        'started-elsewhere',
        'The plan does not say that treatment is started here. Only who is started here follows a protocol from day 1.',
      )

const target: Check = (who) => {
  const isIts =
    who.target !== 'not-known' &&
    who.target.valueTenths === INITIATION_TARGET.valueTenths &&
    who.target.lowTenths === INITIATION_TARGET.lowTenths &&
    who.target.highTenths === INITIATION_TARGET.highTenths
  return isIts
    ? undefined
    : because('other-target', 'The protocols are made for a target of 2.5 (2.0 to 3.0).')
}

const tablets: Check = ({ tabletSet }, table) => {
  if (tabletSet === 'not-known') return because('tablets', 'The tablets of the plan are not known.')
  const missing = unmakeableDoses(table, tabletSet)
  if (missing.length === 0) return undefined
  const doses = missing.map((dose) => formatMg(dose)).join(', ')
  return because(
    'tablets',
    `The tablets of the plan cannot make ${doses}, which this protocol may need. Add 0.5 mg tablets, or another strength, to the plan first.`,
  )
}

const valve: Check = ({ mechanicalValve }) =>
  mechanicalValve === 'none'
    ? undefined
    : because(
        'valve',
        'With a mechanical valve, or when that is not recorded, there is no start by a protocol. Record it in the details first.',
      )

const sex: Check = (who, { needsSex }) =>
  !needsSex || who.sex !== 'not-known'
    ? undefined
    : because('sex', 'The doses of this protocol differ by sex. Record it first.')

/** The trials were of adults. @see docs/evidence.md#adult-service */
const YOUNGEST = 18

const age: Check = ({ age: years }) =>
  years >= YOUNGEST
    ? undefined
    : because('age', `The protocols are for adults of ${YOUNGEST} years or more.`)

const ownMeter: Check = ({ method }, { pace }) =>
  method === 'own-meter' && pace === 'fast'
    ? because('self-tester', 'A fast start is not for people who test themselves.')
    : undefined

const CHECKS: readonly Check[] = [
  provider,
  indication,
  coverAtOnce,
  medicine,
  startedHere,
  target,
  tablets,
  valve,
  sex,
  age,
  ownMeter,
]
