import { scenarioOf } from '#simulation/scenarios.ts'
import { everywhere, type Shown, type TrialReport } from '#simulation/trial-report.ts'
import { TRUTH_WORDS } from '#simulation/truths.ts'
import { Limits } from './limits.tsx'
import { differenceWords, meanWords, shareWords } from './number-words.ts'
import { ScrollTable } from './scroll-table.tsx'

/** Every truth under every scenario in one table, and whether an answer is the same in all of them. */
export function Sensitivity({ report }: { readonly report: TrialReport }) {
  const { spec, settings } = report
  const [first] = settings
  return (
    <section className="card">
      <h2>Every truth and scenario</h2>
      {spec.truths.length < 2 && (
        <p>
          <strong>One truth only.</strong> No rule may be believed that was tried in one model of
          warfarin: compare in at least two.
        </p>
      )}
      <ScrollTable
        caption="Time in range, %; in grey: against the first arm; share of all tests above 5.0, %"
        headings={[
          'Truth and scenario',
          ...(first?.groups.everybody ?? []).map((one) => one.words),
        ]}
        rows={settings.map(({ truth, scenario, groups }) => ({
          key: `${truth} ${scenario}`,
          heading: `${TRUTH_WORDS[truth]}. ${scenarioOf(scenario).words}`,
          cells: groups.everybody.map((arm) => ({
            key: arm.arm,
            content: (
              <>
                {meanWords('ttr', arm.means.ttr)}
                {arm.differences !== null && (
                  <span>{differenceWords('ttr', arm.differences.ttr)}</span>
                )}
                <span>above 5.0: {shareWords(arm.shares.testsAbove5)}</span>
              </>
            ),
          })),
        }))}
      />
      <Everywhere report={report} />
      <Limits />
    </section>
  )
}

/** Nothing where there is only one arm. */
function Everywhere({ report }: { readonly report: TrialReport }) {
  const arms = everywhere(report)
  if (arms.length === 0) return <p>Only one arm: there is nothing to compare it with.</p>
  return (
    <>
      <ScrollTable
        caption={`In how many of the ${report.settings.length} is a difference from the first arm shown?`}
        headings={['Arm', 'Time in range', 'Tests above 5.0 a year']}
        rows={arms.map(({ arm, words, ttr, testsAbove5 }) => ({
          key: arm,
          heading: words,
          cells: [
            { key: 'ttr', content: shownWords(ttr, 'higher', 'lower') },
            { key: 'above', content: shownWords(testsAbove5, 'more', 'fewer') },
          ],
        }))}
      />
      <p className="note">
        Shown: the 95 % interval of the difference does not include 0. Of many comparisons one in
        twenty is shown by chance, and more people show smaller differences.
      </p>
    </>
  )
}

const shownWords = (shown: Shown, more: string, less: string): string =>
  `${more} in ${shown.more}, ${less} in ${shown.less}, not shown in ${shown.unclear}`
