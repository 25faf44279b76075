import type { TransferPackage } from '#register/transfer.ts'
import {
  type Level,
  levelOf,
  type ProviderKind,
  type ServiceSpecification,
} from './specification.ts'

/** One criterion by which a referral is judged, and whether it is met: by the record, or to be judged by a person. */
export type Criterion = {
  readonly id: 'medicine' | 'level' | 'finger-prick' | 'population' | 'procedure'
  readonly says: string
  readonly standing: 'met' | 'not-met' | 'judge'
}

type Agreed = {
  readonly specification: ServiceSpecification
  readonly levels: readonly Level[]
  readonly kind: ProviderKind
}

/**
 * The acceptance and exclusion criteria of a specification, held against what was sent (S23). Where the source leaves them to a
 * procedure that is not printed in it, that is said, and a person judges.
 */
export function criteriaOf(
  sent: Pick<TransferPackage, 'patient' | 'plan' | 'phase'>,
  agreed: Agreed,
): readonly Criterion[] {
  const { specification } = agreed
  return [
    ofMedicine(sent, specification),
    ofLevel(sent, agreed),
    ofFingerPrick(sent),
    { id: 'population', says: specification.population, standing: 'judge' },
    { id: 'procedure', says: specification.acceptance, standing: 'judge' },
  ]
}

const standing = (isMet: boolean): 'met' | 'not-met' => (isMet ? 'met' : 'not-met')

function ofMedicine(
  { plan: { medicine } }: Pick<TransferPackage, 'plan'>,
  { medicines }: ServiceSpecification,
): Criterion {
  const says = `The medicine is one of the service: ${medicines.join(', ')}`
  return { id: 'medicine', says, standing: standing(medicines.some((one) => one === medicine)) }
}

/** The level that the patient would be on, and whether this provider has agreed to it. */
function ofLevel(
  { plan, phase }: Pick<TransferPackage, 'plan' | 'phase'>,
  { specification, levels, kind }: Agreed,
): Criterion {
  const level =
    phase === 'accepted'
      ? 5
      : plan.method === null
        ? undefined
        : levelOf(specification, plan.method)
  const named = specification.levels.find((one) => one.level === level)
  if (named === undefined) {
    const says = 'The way of measuring INR puts the patient on a level of the service'
    return { id: 'level', says, standing: 'not-met' }
  }
  const isHeld = levels.includes(named.level) && named.providers.includes(kind)
  const says = `Level ${named.level} is in the contract of this provider, with its licences and people in date: ${named.name}`
  return { id: 'level', says, standing: standing(isHeld) }
}

function ofFingerPrick({ patient, plan }: Pick<TransferPackage, 'patient' | 'plan'>): Criterion {
  const says =
    'INR is not measured from a finger prick in antiphospholipid syndrome, or where it was found unsuitable'
  const isUnsuitable = patient.antiphospholipid === 'yes' || patient.meterUnsuitable === 'yes'
  const isMet = plan.method === 'laboratory' || !isUnsuitable
  return { id: 'finger-prick', says, standing: standing(isMet) }
}
