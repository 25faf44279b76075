import type { Day } from '#base/day.ts'
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

/** A contract as somebody has typed it: a day may be missing. */
export type TypedContract = Omit<Contract, 'from' | 'to'> & {
  readonly from: Day | null
  readonly to: Day | null
}

/** Every reason why a provider of this kind cannot hold such a contract; none, where it can. */
export function faultsOfContract(
  contract: TypedContract,
  specification: ServiceSpecification,
  kind: ProviderKind,
): readonly ContractRefusal[] {
  const reference: readonly ContractRefusal[] =
    contract.reference.trim() === ''
      ? [
          {
            field: 'reference',
            code: 'required',
            message: "Enter the commissioner's reference of the contract.",
          },
        ]
      : []
  return [
    ...reference,
    ...faultsOfDays(contract),
    ...faultsOfLevels(contract.levels, specification, kind),
  ]
}

/** @technical Longer than any contract of a service, so that nothing is counted month by month without end. */
const LONGEST_YEARS = 10

function faultsOfDays({ from, to }: TypedContract): readonly ContractRefusal[] {
  const missing = (field: 'from' | 'to', message: string) => ({ field, code: 'required', message })
  if (from === null || to === null) {
    return [
      ...(from === null ? [missing('from', 'Enter the first day of the contract.')] : []),
      ...(to === null ? [missing('to', 'Enter the last day of the contract.')] : []),
    ]
  }
  if (to < from) {
    const message = 'The contract cannot end before it begins.'
    return [{ field: 'to', code: 'before-start', message }]
  }
  if (monthOf(to) < monthsLater(monthOf(from), 12 * LONGEST_YEARS)) return []
  const message = `A contract of more than ${LONGEST_YEARS} years is not taken. Check the years.`
  return [{ field: 'to', code: 'too-long', message }]
}

/** The contracts that are for the same service on the same days: a day is paid under one alone. */
export const overlapping = <Other extends Contract>(
  { specificationId, from, to }: Contract,
  others: readonly Other[],
): readonly Other[] =>
  others.filter(
    (other) => other.specificationId === specificationId && other.from <= to && from <= other.to,
  )

/** Whether every day of a contract lies in the period that its specification prints for itself. */
export const isWithinPrinted = (
  { from, to }: Pick<Contract, 'from' | 'to'>,
  { period }: Pick<ServiceSpecification, 'period'>,
): boolean => from >= period.from && to <= period.to

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

/** Which version of a contract the figures of a month are made by: the last that holds on its last day, or else the first of all. */
export const versionFor = <Version extends { readonly effectiveOn: Day }>(
  month: CalendarMonth,
  [first, ...later]: readonly [Version, ...Version[]],
): Version => later.findLast(({ effectiveOn }) => effectiveOn <= lastDay(month)) ?? first

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
