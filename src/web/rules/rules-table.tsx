import { RULE_GROUPS, RULE_ROWS } from '#clinical/warfarin/rule-fields.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { ruleInWords } from '#clinical/warfarin/rule-set-form.ts'
import { limitsInWords } from '#clinical/warfarin/rule-values.ts'
import { Table } from '#web/parts/table.tsx'

/** Every rule of a set in words, with what a site may set it to; the sources are in docs/evidence.md. */
export function RulesTable({ ruleSet }: { readonly ruleSet: RuleSet }) {
  return RULE_GROUPS.map(([group, caption]) => (
    <Table
      key={group}
      caption={caption}
      captionSize="s"
      compact
      responsive
      columns={[{ heading: 'Rule' }, { heading: 'Value' }, { heading: 'A site may set' }]}
      rows={RULE_ROWS.filter((row) => row.group === group).map(({ path, label, holds }) => ({
        key: path,
        cells: [label, ruleInWords(ruleSet, path), limitsInWords(holds) || ' '],
      }))}
    />
  ))
}
