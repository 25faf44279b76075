import type { ProtocolCard } from '#clinical/protocol-card.ts'
import { PROTOCOL_CARDS, protocolCard } from '#clinical/protocols.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { type FoundProtocolCheck, plansByProtocol, protocolChecks } from '#store/protocol-checks.ts'
import type { Tx } from '#store/tx.ts'
import { notHere } from './outcome.ts'
import { type ProtocolStanding, standingOf } from './protocol-standing.ts'
import { siteRules } from './site-rules.ts'
import { view } from './view.ts'

/** A protocol as this site stands to it. */
export type ShownProtocol = {
  readonly card: ProtocolCard
  readonly standing: ProtocolStanding
  /** How many running plans name it. */
  readonly plans: number
  /** Whether plans that name none are dosed by it. */
  readonly isSiteDefault: boolean
  /** Newest first. */
  readonly checks: readonly FoundProtocolCheck[]
}

type Everything = {
  readonly checks: readonly FoundProtocolCheck[]
  readonly plans: ReadonlyMap<string, number>
  readonly rules: RuleSet
}

async function everything(tx: Tx): Promise<Everything> {
  const [checks, plans, { ruleSet }] = await Promise.all([
    protocolChecks(tx),
    plansByProtocol(tx),
    siteRules(tx),
  ])
  return { checks, plans: new Map(plans.map(({ protocol, n }) => [protocol, n])), rules: ruleSet }
}

function shown(card: ProtocolCard, { checks, plans, rules }: Everything): ShownProtocol {
  const own = checks.filter(({ protocol }) => protocol === card.id)
  return {
    card,
    standing: standingOf(card, own[0]),
    plans: plans.get(card.id) ?? 0,
    isSiteDefault: rules.protocol === card.id,
    checks: own,
  }
}

export type ProtocolList = {
  readonly kind: 'protocols'
  readonly protocols: readonly ShownProtocol[]
}

/** Every protocol, with what this site has checked. */
export const protocolsShown = view<Readonly<Record<never, never>>, ProtocolList>(
  'see-rules',
  async ({ tx }) => {
    const known = await everything(tx)
    return { kind: 'protocols', protocols: PROTOCOL_CARDS.map((card) => shown(card, known)) }
  },
)

export type ProtocolShown = ShownProtocol & {
  readonly kind: 'protocol'
  /** The site's rules, by which its graph is drawn. */
  readonly rules: RuleSet
}

/** One protocol, with its checks and the site's rules. */
export const protocolShown = view<{ readonly protocol: string }, ProtocolShown>(
  'see-rules',
  async ({ tx }, { protocol }) => {
    const card = protocolCard(protocol)
    if (card === undefined) return notHere('protocol')
    const known = await everything(tx)
    return { kind: 'protocol', ...shown(card, known), rules: known.rules }
  },
)
