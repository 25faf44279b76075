import { RUNG_ROLES } from '#recall/escalation.ts'
import { RUNG_ROLE_WORDS } from '#recall/escalation-words.ts'
import { Fieldset } from '#web/parts/fieldset.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { Select } from '#web/parts/select.tsx'
import { formatMinute } from '#workflow/clinic-offers.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { SiteRules } from '#workflow/site-rules.ts'

type Props = {
  readonly value: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** Whom a task calls that nobody closes, and when: no source gives these times, so each site sets its own. */
export function LadderFields({ value, findings }: Props) {
  const typed = (field: string) => ({
    id: field,
    name: field,
    value: value[field] ?? '',
    error: errorOf(findings, field),
  })
  const options = RUNG_ROLES.map((role) => ({ value: role, text: RUNG_ROLE_WORDS[role] }))
  return (
    <Fieldset legend={{ text: 'When nobody closes a task', size: 's' }}>
      <Select
        {...typed('ladderFirst')}
        label="First, when its own time has run out, call"
        options={options}
      />
      <Select {...typed('ladderSecond')} label="Second, call" options={options} />
      <Input
        {...typed('ladderSecondMinutes')}
        label="Minutes until the second call for an alarm"
        width={3}
        inputMode="numeric"
      />
      <Select {...typed('ladderThird')} label="Third, call" options={options} />
      <Input
        {...typed('ladderClosing')}
        label="When the house closes"
        hint="An alarm calls the third at the end of the clinic; after the clinic, when the house closes. Like 18:00."
        width={5}
      />
      <Input
        {...typed('ladderLaterHours')}
        label="Hours between the calls for everything that is not for today"
        width={3}
        inputMode="numeric"
      />
    </Fieldset>
  )
}

/** What is in force, as it is typed. */
export const ladderTyped = ({ ladder }: SiteRules): Readonly<Record<string, string>> => ({
  ladderSecondMinutes: String(ladder.secondMinutes),
  ladderLaterHours: String(ladder.laterMinutes / 60),
  ladderClosing: formatMinute(ladder.closingMinute),
  ladderFirst: ladder.first,
  ladderSecond: ladder.second,
  ladderThird: ladder.third,
})
