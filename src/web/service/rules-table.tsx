import { formatMg } from '#clinical/dose.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { Table } from '#web/parts/table.tsx'
import type { SiteRulesShown } from '#workflow/site-rules-shown.ts'

const PROTOCOL_WORDS: Readonly<Record<RuleSet['protocol'], string>> = {
  coventry: 'Coventry/Warwickshire',
  're-ly': 'RE-LY step table',
}

/** Every limit in force, in words; the sources are in docs/evidence.md and with each suggestion. */
export const RulesTable = ({ rules }: Pick<SiteRulesShown, 'rules'>) => (
  <Table
    caption="In force"
    captionSize="s"
    compact
    columns={[{ heading: 'Rule' }, { heading: 'Value' }]}
    rows={rowsOf(rules).map(([rule, value]) => ({ key: rule, cells: [rule, value] }))}
  />
)

function rowsOf({
  ruleSet: set,
  referralMinutes,
}: SiteRulesShown['rules']): readonly (readonly [string, string])[] {
  const { low, high } = set.validRangeTenths
  const yesNo = set.firstDeviationRule ? 'kept, tested again' : 'as the protocol says'
  return [
    ['Protocol', PROTOCOL_WORDS[set.protocol]],
    ['First INR slightly out of range', yesNo],
    ['A dose is calculated for an INR of', `${formatTenths(low)} to ${formatTenths(high)}`],
    ['Alarm from an INR of', formatTenths(set.highInrTenths)],
    ['Alarm at this far below target', formatTenths(set.farBelowTargetTenths)],
    ['Largest step of a suggestion', `${set.capPercent} % of the weekly dose`],
    ['A change refused for everybody', `more than ${set.hardCapPercent} % of the weekly dose`],
    [
      'Daily dose that needs a second clinician, and that is refused',
      `${formatMg(set.softDailyUg)}, ${formatMg(set.hardDailyUg)}`,
    ],
    ['Recall after 1, 2, 3 ... results in range', `${set.ladderDays.join(', ')} days`],
    ['Longest recall with a mechanical valve', `${set.valveMaxDays} days`],
    ['Longest recall after a result out of range', `${set.outOfRangeMaxDays} days`],
    ['Longest recall after an INR of 5.0 or above', `${set.afterHighInrMaxDays} days`],
    ['Days of doses beyond the next test', `${set.graceDays} days`],
    ['A referred result waits no longer than', `${referralMinutes} minutes`],
  ]
}
