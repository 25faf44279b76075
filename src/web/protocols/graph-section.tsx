import { formatTenths } from '#clinical/inr.ts'
import type { Target } from '#clinical/target.ts'
import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { noChangeTenths } from '#clinical/warfarin/no-change-band.ts'
import { protocolCurve } from '#clinical/warfarin/protocol-curve.ts'
import { MAINTENANCE_PROTOCOLS, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { ProtocolShown } from '#workflow/protocols-shown.ts'
import { protocolHref } from './addresses.ts'
import { CurveTable } from './curve-table.tsx'
import { ProtocolGraph } from './protocol-graph.tsx'

/** The targets whose graph is offered: those of the national tables, each with 0.5 either side. */
const TARGETS: readonly Target[] = [25, 30, 35].map((valueTenths) => ({
  valueTenths,
  lowTenths: valueTenths - 5,
  highTenths: valueTenths + 5,
}))

type Props = { readonly shown: ProtocolShown; readonly asked: string | null }

/** A maintenance protocol drawn by the rules of this site, for one target and with links to the others. */
export function GraphSection({ shown: { card, rules: site }, asked }: Props) {
  const protocol = MAINTENANCE_PROTOCOLS.find((known) => known === card.id)
  if (protocol === undefined) return null
  const { unsuited, name } = maintenanceCard(protocol)
  const targets = TARGETS.filter(
    (target) => unsuited({ phase: 'maintaining', target }).length === 0,
  )
  const target = targets.find(({ valueTenths }) => String(valueTenths) === asked) ?? targets[0]
  if (target === undefined) return null
  const rules: RuleSet = { ...site, protocol }
  const points = protocolCurve(rules, target)
  return (
    <section>
      <h2>What it does at each INR, by the rules of this site</h2>
      <TargetLinks id={card.id} targets={targets} shown={target} />
      <ProtocolGraph
        name={name}
        target={target}
        points={points}
        noChange={noChangeTenths({ target }, rules)}
        capPercent={rules.capPercent}
      />
      <CurveTable points={points} />
    </section>
  )
}

function TargetLinks(props: {
  readonly id: string
  readonly targets: readonly Target[]
  readonly shown: Target
}) {
  const { id, targets, shown } = props
  return (
    <p className="evk-line">
      {targets.map((target) => {
        const text = `Target ${formatTenths(target.valueTenths)} (${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)})`
        return target === shown ? (
          <strong key={text}>{text}</strong>
        ) : (
          <a key={text} href={`${protocolHref(id)}?target=${target.valueTenths}`}>
            {text}
          </a>
        )
      })}
    </p>
  )
}
