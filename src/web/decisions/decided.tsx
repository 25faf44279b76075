import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { alertInWords } from '#clinical/alerts/alert-words.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { becauseInWords } from '#workflow/because-words.ts'
import { CHANGE_REASONS } from '#workflow/changed-dose.ts'
import { HOW_DECIDED } from '#workflow/decision-list.ts'
import type { DecisionPage } from '#workflow/decision-page.ts'
import { TOLD_WORDS } from '#workflow/record-told.ts'
import { weekInWords } from './dose-words.ts'
import { followedInWords } from './followed-words.ts'

/** What was suggested, what a person decided, whom it was told, and the INR that followed. */
export function Decided({ page }: { readonly page: DecisionPage }) {
  const { suggestion, became } = page
  const { advice } = suggestion
  const suggested =
    advice.kind === 'alarm' ? 'No dose: an alarm' : weekInWords(advice.weeklyUg, advice.omitDays)
  return (
    <SummaryList
      rows={[
        { key: 'Suggested', value: suggested },
        ...(became.kind === 'dose' ? doseRows(became) : taskRows(became.task)),
      ]}
    />
  )
}

type Dose = Extract<DecisionPage['became'], { kind: 'dose' }>

function doseRows({ decision, questions, told, followed }: Dose) {
  const { kind, weeklyUg, omitDays, decidedByName, authorisedByName, decidedAt } = decision
  const { overridden } = followed
  const by = authorisedByName ?? decidedByName
  return [
    { key: 'Decided', value: weekInWords(weeklyUg, omitDays) },
    {
      key: 'How',
      value: (
        <>
          {HOW_DECIDED[kind]} {overridden && <Tag colour="orange">Another dose than suggested</Tag>}
        </>
      ),
    },
    { key: 'By', value: `${by}, ${clinicalInstant(decidedAt)}` },
    ...(by === decidedByName ? [] : [{ key: 'Proposed by', value: decidedByName }]),
    ...reasonRow(decision),
    ...questionRows(questions),
    { key: 'Next test', value: clinicalDate(day(decision.nextTestOn)) },
    { key: 'Told', value: tellings(told) },
    { key: 'The INR that followed', value: followedInWords(followed) },
  ]
}

function tellings(told: Dose['told']): string {
  if (told.length === 0) return 'not told'
  return told
    .map(
      ({ how, toWhom, byName, at }) =>
        `${TOLD_WORDS[how]}, ${toWhom}, ${clinicalInstant(at)}, ${byName}`,
    )
    .join('; ')
}

const REASONS: Readonly<Record<string, string>> = CHANGE_REASONS

function reasonRow({ reasonCode, reasonText }: Dose['decision']) {
  if (reasonText === null) return []
  const coded = reasonCode === null ? undefined : REASONS[reasonCode]
  return [{ key: 'Reason', value: [coded, reasonText].filter((words) => words).join('. ') }]
}

/** What the dose was saved through, each with why; what a second clinician agreed to has their own reason above. */
const questionRows = (questions: Dose['questions']) =>
  questions
    .filter(({ kind }) => kind === 'confirm')
    .map(({ kind, code, because }) => ({
      key: `Asked: ${alertInWords({ kind, code })}`,
      value: [becauseInWords(code, because?.code ?? null), because?.text]
        .filter((words) => words)
        .join('. '),
    }))

type Task = Extract<DecisionPage['became'], { kind: 'task' }>['task']

const taskRows = (task: Task) => [
  {
    key: 'Decided',
    value: (
      <>
        No dose. <a href={`/tasks/${task.id}`}>{task.title}</a>
      </>
    ),
  },
  { key: 'By', value: `${task.openedByName}, ${clinicalInstant(task.openedAt)}` },
  { key: 'Closed with', value: task.closingCode?.replaceAll('-', ' ') ?? 'still open' },
]
