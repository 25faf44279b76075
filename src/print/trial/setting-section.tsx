import { GROUP_WORDS } from '#simulation/figure-words.ts'
import { GROUPS } from '#simulation/groups.ts'
import type { SettingReport } from '#simulation/report.ts'
import { scenarioOf } from '#simulation/scenarios.ts'
import { TRUTH_WORDS } from '#simulation/truths.ts'
import { ArmChart, type Domain } from './arm-chart.tsx'
import { differenceMarks, domainOf, shareMarks, ttrMarks } from './chart-marks.ts'
import { FigureTable } from './figure-table.tsx'
import { Limits } from './limits.tsx'

/** Axes that all settings share. */
export type Domains = {
  readonly ttr: Domain
  readonly share: Domain
  readonly difference: Domain
}

/** The axes that charts of these settings share. */
export const domainsOf = (settings: readonly SettingReport[]): Domains => ({
  ttr: domainOf(settings, ttrMarks, []),
  share: domainOf(settings, shareMarks, [0]),
  difference: domainOf(settings, differenceMarks, [0]),
})

type Props = {
  readonly setting: SettingReport
  readonly domains: Domains
  /** Whether groups of people have tables of their own. */
  readonly groups?: 'shown' | 'left-out'
}

/** One truth under one scenario: charts, every figure, the groups, and the limits. */
export function SettingSection({ setting, domains, groups: shown = 'shown' }: Props) {
  const { truth, scenario, groups } = setting
  const differences = differenceMarks(groups.everybody)
  const id = `${truth}-${scenario}`
  const where = `${TRUTH_WORDS[truth]}. ${scenarioOf(scenario).words}`
  return (
    <section className="card" id={id}>
      <h2>{TRUTH_WORDS[truth]}</h2>
      <p>{scenarioOf(scenario).words}.</p>
      <div className="charts">
        <ArmChart
          id={`${id}-ttr`}
          title="Time in range"
          unit="% with 95 % interval"
          domain={domains.ttr}
          marks={ttrMarks(groups.everybody)}
        />
        <ArmChart
          id={`${id}-above`}
          title="Share of all tests above 5.0"
          unit="% with 95 % interval"
          domain={domains.share}
          marks={shareMarks(groups.everybody)}
        />
        {differences.length > 0 && (
          <ArmChart
            id={`${id}-difference`}
            title="Time in range against the first"
            unit="points"
            domain={domains.difference}
            marks={differences}
          />
        )}
      </div>
      <FigureTable caption={`Everybody. ${where}`} arms={groups.everybody} />
      <p className="note">
        Mean of people with its 95 % confidence interval. In grey: difference from the first arm, in
        the same people. Tests of one person are alike: the interval of a share of all tests counts
        people.
      </p>
      {shown === 'shown' && <Groups groups={groups} where={where} />}
      <Limits />
    </section>
  )
}

const Groups = ({ groups, where }: Pick<SettingReport, 'groups'> & { readonly where: string }) => (
  <details>
    <summary>Groups of people: by age and by VKORC1</summary>
    {GROUPS.filter((group) => group !== 'everybody').map((group) => (
      <FigureTable key={group} caption={`${GROUP_WORDS[group]}. ${where}`} arms={groups[group]} />
    ))}
  </details>
)
