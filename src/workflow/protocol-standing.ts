import { monitoringTable } from '#clinical/doac/monitoring.ts'
import type { ProtocolCard } from '#clinical/protocol-card.ts'
import { protocolCard } from '#clinical/protocols.ts'
import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { type CheckFound, newestProtocolCheck } from '#store/protocol-checks.ts'
import type { Tx } from '#store/tx.ts'
import type { Finding } from './outcome.ts'

/** Verified as shipped; checked here; or neither: then it doses nobody. */
export type ProtocolStanding = 'verified' | 'checked' | 'not-checked'

/** What a site may have to check: a dosing protocol, a table of monitoring, or the forecast of the next INR, by its id. */
export const checkable = (
  id: string,
): Pick<ProtocolCard, 'id' | 'version' | 'status' | 'name'> | undefined =>
  protocolCard(id) ?? monitoringTable(id) ?? (id === FORECAST_MODEL.id ? FORECAST_MODEL : undefined)

type CheckedVersion = { readonly protocolVersion: string; readonly found: CheckFound }

/** A check counts for the version of the protocol that was compared, and for no later one (H10). */
export function standingOf(
  { status, version }: Pick<ProtocolCard, 'status' | 'version'>,
  newest: CheckedVersion | undefined,
): ProtocolStanding {
  if (status === 'verified') return 'verified'
  const counts = newest?.found === 'agrees' && newest.protocolVersion === version
  return counts ? 'checked' : 'not-checked'
}

/** Whether a protocol, of maintenance or initiation, may dose at this site today. */
export async function mayDose(tx: Tx, protocol: string): Promise<boolean> {
  const card = protocolCard(protocol)
  if (card === undefined) return false
  if (card.status === 'verified') return true
  return standingOf(card, await newestProtocolCheck(tx, protocol)) === 'checked'
}

/** Whether the forecast may stand beside a dose here: off until the site has recorded its check, and off again without it. */
export const mayShowForecast = async (tx: Tx): Promise<boolean> =>
  standingOf(FORECAST_MODEL, await newestProtocolCheck(tx, FORECAST_MODEL.id)) === 'checked'

/** Why a plan may not choose this protocol: not for its target, or not checked here. Empty when it may. */
export async function protocolFindings(
  tx: Tx,
  { protocol, target }: EpisodePlan,
): Promise<readonly Finding[]> {
  if (protocol === null) return []
  const card = maintenanceCard(protocol)
  const unsuited = target === null ? [] : card.unsuited({ phase: 'maintaining', target })
  const findings = unsuited.map((message) => finding('protocol-unsuited', message))
  return (await mayDose(tx, protocol)) ? findings : [uncheckedFinding(card), ...findings]
}

/** What is said wherever a protocol without its check is chosen. */
export const uncheckedFinding = ({ name }: Pick<ProtocolCard, 'name'>): Finding =>
  finding(
    'protocol-not-checked',
    `${name} is not verified. Choose another protocol, or ask the clinical lead to record the check against its source.`,
  )

const finding = (code: string, message: string): Finding => ({ field: 'protocol', code, message })
