import { type Day, day } from '#base/day.ts'
import { agreedText } from '#contract/catalogue.ts'
import { contractYearOf } from '#contract/contract.ts'
import { type ContractVersion, contractVersions } from '#store/contracts.ts'
import { homeVisitsOf } from '#store/home-visits.ts'
import type { Tx } from '#store/tx.ts'
import type { VisitPlace } from '#store/visits.ts'
import { newestOf } from './contracts-held.ts'

/** Which of the home visits of its contract year a visit is, and whether it lies beyond those that are paid (S26). */
export type HomeVisitCount = {
  readonly nth: number
  readonly since: Day
  readonly isBeyondCap: boolean
}

type Seen = {
  readonly id: string
  readonly patientId: string
  readonly onDate: string
  readonly place: VisitPlace | null
}

/** Nothing of a visit that was elsewhere, or under no contract that pays for visits at home. */
export async function homeVisitCount(tx: Tx, visit: Seen): Promise<HomeVisitCount | null> {
  if (visit.place !== 'home') return null
  const on = day(visit.onDate)
  const contract = newestOf(await contractVersions(tx)).find(
    ({ from, to }) => from <= on && on <= to,
  )
  const most = contract && mostPaid(contract)
  if (contract === undefined || most === undefined) return null
  const year = contractYearOf(contract, on)
  const since = year.from < contract.from ? contract.from : year.from
  const counted = (await homeVisitsOf(tx, visit.patientId)).filter(
    (each) => each.on >= since && each.on <= year.to,
  )
  const nth = counted.findIndex(({ visitId }) => visitId === visit.id) + 1
  return nth === 0 ? null : { nth, since, isBeyondCap: nth > most }
}

/** How many home visits of one patient and year a contract pays for. */
function mostPaid(contract: ContractVersion): number | undefined {
  const specification = agreedText(contract)?.document
  const basis = specification?.components
    .map((component) => component.basis)
    .find((each) => each.kind === 'per-item')
  return basis?.cap.most
}
