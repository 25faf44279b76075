import { protocolCard } from '#clinical/protocols.ts'

/** A protocol by its name; one without a card by the words of its id. */
export const protocolInWords = (id: string): string =>
  protocolCard(id)?.name ?? `${id.slice(0, 1).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`
