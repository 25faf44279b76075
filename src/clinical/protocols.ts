// The registry of dosing protocols: every protocol that Evenkeel knows, as data (H08, H10).
import { INITIATION_CARDS } from './initiation/initiation-cards.ts'
import type { ProtocolCard } from './protocol-card.ts'
import { MAINTENANCE_CARDS } from './warfarin/maintenance-cards.ts'

/** All protocols, in the order in which pages list them. A protocol of initiation adds its card here. */
export const PROTOCOL_CARDS: readonly ProtocolCard[] = [...MAINTENANCE_CARDS, ...INITIATION_CARDS]

const byId = new Map(PROTOCOL_CARDS.map((card) => [card.id, card]))

/** The card of a protocol, or undefined when there is none of that id. */
export const protocolCard = (id: string): ProtocolCard | undefined => byId.get(id)
