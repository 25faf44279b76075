import type { Day } from '#base/day.ts'
import { INITIATION_PROTOCOLS } from '#clinical/initiation/protocol.ts'
import { MAINTENANCE_PROTOCOLS } from '#clinical/warfarin/rule-set.ts'
import { Button } from '#web/parts/button.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Looks } from '#web/parts/nothing-saved.tsx'
import { Select } from '#web/parts/select.tsx'
import { CHANGE_REASONS } from '#workflow/changed-dose.ts'
import { type DecisionList, FOLLOWED_WORDS, HOW_DECIDED } from '#workflow/decision-list.ts'
import type { Finding } from '#workflow/outcome.ts'
import { DECISIONS } from './addresses.ts'
import { protocolInWords } from './protocol-words.ts'

type Props = {
  /** What is shown; undefined when the days that were asked for are refused. */
  readonly list: DecisionList | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

type Words = Readonly<Record<string, string>>
const PROTOCOLS: Words = Object.fromEntries(
  [...MAINTENANCE_PROTOCOLS, ...INITIATION_PROTOCOLS].map((id) => [id, protocolInWords(id)]),
)
const NARROWED: readonly (readonly ['protocol' | 'how' | 'reason' | 'followed', string, Words])[] =
  [
    ['protocol', 'Protocol', PROTOCOLS],
    ['how', 'What was decided', HOW_DECIDED],
    ['reason', 'Reason', CHANGE_REASONS],
    ['followed', 'What followed', FOLLOWED_WORDS],
  ]

/** What the list is narrowed by: asked for by address, so that a link is the same list again. */
export function ListFilter({ list, typed, findings }: Props) {
  const date = (name: 'from' | 'until', legend: string) => (
    <DateInput
      id={name}
      name={name}
      legend={{ text: legend, size: 's' }}
      values={boxesOf(name, typed, list?.period[name])}
      error={errorOf(findings, name)}
    />
  )
  return (
    <Looks>
      <form action={DECISIONS} method="get" noValidate className="evk-list-filter">
        {date('from', 'First day')}
        {date('until', 'Last day')}
        {NARROWED.map(([name, label, words]) => (
          <Select
            key={name}
            id={name}
            name={name}
            label={label}
            value={list?.filter[name] ?? typed[name] ?? ''}
            options={[
              { value: '', text: 'Any' },
              ...Object.entries(words).map(([value, text]) => ({ value, text })),
            ]}
          />
        ))}
        <Button variant="secondary">Show</Button>
      </form>
    </Looks>
  )
}

/** What was typed in the boxes, else the day that is shown. */
function boxesOf(name: string, typed: Props['typed'], shown: Day | undefined) {
  const [year = '', month = '', day = ''] = (shown ?? '').split('-')
  return {
    day: typed[`${name}[day]`] ?? day,
    month: typed[`${name}[month]`] ?? month,
    year: typed[`${name}[year]`] ?? year,
  }
}
