import { type Day, isDay } from '#base/day.ts'
import {
  type CalendarMonth,
  firstDay,
  lastDay,
  monthOf,
  monthsFrom,
  monthsLater,
} from './calendar-month.ts'
import type { Level, ProviderKind, ServiceSpecification } from './specification.ts'

/** What one provider has agreed to: a specification in one version, for some levels, between two days. */
export type Contract = {
  readonly specificationId: string
  readonly specificationVersion: number
  /** The number that the commissioner gave it. */
  readonly reference: string
  readonly from: Day
  readonly to: Day
  readonly levels: readonly Level[]
}

export type ContractRefusal = {
  readonly field: 'reference' | 'from' | 'to' | 'levels'
  readonly code: string
  readonly message: string
}

/** Every reason why a provider of this kind cannot hold such a contract; none, where it can. */
export function faultsOfContract(
  contract: Contract,
  specification: ServiceSpecification,
  kind: ProviderKind,
): readonly ContractRefusal[] {
  const refusals: ContractRefusal[] = []
  if (contract.reference.trim() === '') {
    refusals.push({
      field: 'reference',
      code: 'required',
      message: "Enter the commissioner's reference of the contract.",
    })
  }
  if (isDay(contract.from) && isDay(contract.to) && contract.to < contract.from) {
    refusals.push({
      field: 'to',
      code: 'before-start',
      message: 'The contract cannot end before it begins.',
    })
  }
  return [...refusals, ...faultsOfLevels(contract.levels, specification, kind)]
}

function faultsOfLevels(
  levels: readonly Level[],
  specification: ServiceSpecification,
  kind: ProviderKind,
): readonly ContractRefusal[] {
  if (levels.length === 0) {
    return [{ field: 'levels', code: 'required', message: 'Choose the levels of the contract.' }]
  }
  return levels.flatMap((level) => {
    const offered = specification.levels.find((each) => each.level === level)
    if (offered?.providers.includes(kind)) return []
    const who = kind === 'community-pharmacy' ? 'A community pharmacy' : 'This kind of provider'
    const message =
      offered === undefined
        ? `The specification has no level ${level}.`
        : `${who} cannot hold level ${level} under this specification.`
    return [{ field: 'levels', code: 'level-not-for-provider', message } as const]
  })
}

/** The months of a contract. */
export const monthsOf = ({ from, to }: Pick<Contract, 'from' | 'to'>): readonly CalendarMonth[] =>
  monthsFrom(monthOf(from), monthOf(to))

/** The contract year, of twelve months from the month in which the contract begins, that a day lies in. */
export function contractYearOf(
  { from }: Pick<Contract, 'from'>,
  on: Day,
): { readonly from: Day; readonly to: Day } {
  const first = monthOf(from)
  let start = first
  while (on > lastDay(monthsLater(start, 11))) start = monthsLater(start, 12)
  while (on < firstDay(start)) start = monthsLater(start, -12)
  return { from: firstDay(start), to: lastDay(monthsLater(start, 11)) }
}
