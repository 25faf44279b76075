import { clinicalDate, clinicalInstant, londonDay, weekdayName } from '#base/day.ts'
import { STEP_KINDS } from '#clinical/procedure/steps.ts'
import { DATE_REASON_WORDS, STEP_WORDS } from '#register/procedure-days.ts'
import { BLEEDING_WORDS } from '#register/procedure-order.ts'
import { PROCEDURE_STATE_WORDS } from '#register/procedure-words.ts'
import { Details } from '#web/parts/details.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import type { ShownPlan } from '#workflow/procedure-page.ts'
import { eventInWords } from './event-words.ts'
import { ClotRiskShown } from './plan-facts.tsx'
import { doseShown } from './plan-state.ts'

type ProcedureVersion = ShownPlan['newest']

type Props = { readonly shown: ShownPlan }

/** A plan as it was decided, its dates, and everything that happened. */
export function PlanRecord({ shown }: Props) {
  const { plan, newest, earlier } = shown
  const { order, restartUg, clot, clearance } = newest.details
  return (
    <>
      <Dates version={newest} />
      <SummaryList
        rows={[
          { key: 'State', value: PROCEDURE_STATE_WORDS[plan.state] },
          { key: 'Procedure', value: order.what },
          { key: 'Asked for by', value: order.askedBy },
          { key: 'Risk of bleeding', value: BLEEDING_WORDS[order.bleeding] },
          { key: 'Risk of a clot', value: <ClotRiskShown clot={clot} /> },
          ...(clearance === null ? [] : [{ key: 'Creatinine clearance', value: clearance }]),
          ...(order.heparin === 'not-asked'
            ? []
            : [{ key: 'Heparin', value: heparinWords(newest) }]),
          ...(restartUg === null
            ? []
            : [{ key: 'Dose from the restart on', value: doseShown(restartUg) }]),
          { key: 'Restart is with', value: plan.ownerName },
        ]}
      />
      <History shown={shown} />
      {earlier.map((version) => (
        <Details
          key={version.version}
          summary={`Dates decided ${clinicalDate(londonDay(version.recordedAt))}, replaced`}
        >
          <Dates version={version} />
        </Details>
      ))}
    </>
  )
}

function heparinWords({ details: { order } }: ProcedureVersion): string {
  const by = order.heparinBy === '' ? '' : `, decided by ${order.heparinBy}`
  return order.heparin === 'yes' ? `Between${by}` : `None${by}`
}

function Dates({ version }: { readonly version: ProcedureVersion }) {
  const { chosen, proposed, order } = version.details
  const why = chosen.reason === null ? '' : DATE_REASON_WORDS[chosen.reason]
  const reason = [why, chosen.reasonNote].filter((words) => words !== '').join('. ')
  const proposedOn = (kind: (typeof STEP_KINDS)[number]) =>
    proposed.find((step) => step.kind === kind)?.on ?? null
  return (
    <Table
      caption="Dates"
      captionSize="s"
      compact
      columns={[{ heading: 'Step' }, { heading: 'Day' }]}
      rows={STEP_KINDS.flatMap((kind) => {
        const on = chosen.days[kind]
        if (on === null) return []
        const was = proposedOn(kind)
        const goesOn = kind === 'restart' && order.daysWithout === null
        const differs =
          was !== null && was !== on ? ` (proposed ${clinicalDate(was)}. ${reason})` : ''
        const words = goesOn ? 'Treatment went on' : STEP_WORDS[kind]
        return [{ key: kind, cells: [words, `${weekdayName(on)} ${clinicalDate(on)}${differs}`] }]
      })}
    />
  )
}

const withNote = (event: ShownPlan['events'][number]): string =>
  [eventInWords(event), event.details['note'] ?? ''].filter((words) => words !== '').join('. ')

function History({ shown: { events } }: Props) {
  return (
    <Table
      caption="What happened"
      captionSize="s"
      compact
      columns={[{ heading: 'When' }, { heading: 'What' }, { heading: 'By' }]}
      rows={events.map((event, nth) => ({
        key: `${event.at} ${nth}`,
        cells: [clinicalInstant(event.at), withNote(event), event.byName ?? 'Evenkeel'],
      }))}
    />
  )
}
