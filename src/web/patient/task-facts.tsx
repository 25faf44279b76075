import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { causesInWords, type PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import { changeInWords } from '#clinical/warfarin/interaction-alarm.ts'
import { calledInWords } from '#recall/escalation-words.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import type { TaskPage } from '#workflow/task-page.ts'
import { AlarmActions } from './alarm.tsx'
import { InitiationRows, initiationFacts } from './initiation-why.tsx'
import { suggestionInWords } from './suggestion.tsx'
import { TaskLadder } from './task-ladder.tsx'
import { Why } from './why.tsx'

/** What was known when the task was opened, and what has happened to it since. */
export function TaskFacts({ page }: { readonly page: TaskPage }) {
  const { details, answers, patient, events, ladder } = page
  const why = events.find(({ what }) => what === 'opened')?.note ?? ''
  const isSaid = details !== null || why !== ''
  return (
    <section aria-labelledby="task-facts">
      <h2 id="task-facts" className={isSaid ? undefined : 'nhsuk-u-visually-hidden'}>
        What happened
      </h2>
      {details === null ? (
        why !== '' && <p>{why}</p>
      ) : (
        <VisitFacts details={details} answers={answers} siteTexts={page.siteTexts} />
      )}
      <TaskLadder ladder={ladder} isClosed={page.task.state === 'closed'} />
      <Table
        caption="What has been done"
        captionSize="s"
        compact
        responsive
        columns={[{ heading: 'When' }, { heading: 'What' }, { heading: 'By' }, { heading: 'Note' }]}
        rows={events.map((event) => ({
          key: `${event.at} ${event.what} ${event.rung}`,
          cells: [
            clinicalInstant(event.at),
            event.toRole === null
              ? event.what.replaceAll('-', ' ')
              : `escalated to ${calledInWords(event.toRole)}`,
            event.byName ?? 'Evenkeel',
            event.note ?? '',
          ],
        }))}
      />
      <p>
        <a href={`/patients/${patient.id}`}>Open the patient: chart and all visits</a>
      </p>
    </section>
  )
}

type VisitFactsProps = {
  readonly details: NonNullable<TaskPage['details']>
  readonly answers: PreDoseAnswers | null
  readonly siteTexts: TaskPage['siteTexts']
}

function VisitFacts({ details, answers, siteTexts }: VisitFactsProps) {
  const { suggestion, note } = details
  const { inputs, advice } = suggestion
  return (
    <>
      <SummaryList
        rows={[
          { key: 'INR', value: `${formatInr(inputs.inr)} on ${clinicalDate(inputs.sampledOn)}` },
          {
            key: 'Dose in force',
            value:
              inputs.currentDailyUg === 'not-known'
                ? 'not known'
                : `${formatMg(inputs.currentDailyUg)} a day`,
          },
          ...initiationFacts(inputs),
          ...(answers === null ? [] : [{ key: 'Answers', value: answersInWords(answers) }]),
          ...(note === '' ? [] : [{ key: 'Note', value: note }]),
        ]}
      />
      {advice.kind === 'alarm' ? (
        <>
          <AlarmActions inputs={inputs} advice={advice} siteTexts={siteTexts} />
          <InitiationRows inputs={inputs} />
        </>
      ) : (
        <>
          <p>Suggested then: {suggestionInWords(advice)}.</p>
          <Why suggestion={suggestion} advice={advice} />
        </>
      )}
    </>
  )
}

export function answersInWords(answers: PreDoseAnswers): string {
  const { takenYesterdayUg: taken, notes } = answers
  return [
    `took ${taken === 'not-known' ? 'not known' : formatMg(taken)} yesterday`,
    `${answers.missedDoses} missed`,
    `bleeding: ${answers.bleeding.replaceAll('-', ' ')}`,
    `medicines: ${medicinesInWords(answers)}`,
    `illness, alcohol or diet: ${causesInWords(answers)}`,
    `procedure planned: ${answers.procedurePlanned ? 'yes' : 'no'}`,
    `pregnancy possible: ${answers.pregnancyPossible.replaceAll('-', ' ')}`,
    ...Object.values(notes).filter((note) => note !== ''),
  ].join('; ')
}

const medicinesInWords = ({ medicines = [], medicinesChanged }: PreDoseAnswers): string =>
  medicines.length === 0
    ? medicinesChanged.replaceAll('-', ' ')
    : medicines.map(changeInWords).join(', ')
