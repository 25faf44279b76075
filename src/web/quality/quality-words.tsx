import { BREACH_STEPS, type BreachStanding, STANDING_WORDS } from '#assurance/action-plan.ts'
import type { QualityFigure } from '#assurance/quality.ts'
import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { Table } from '#web/parts/table.tsx'
import { Tag, type TagColour } from '#web/parts/tag.tsx'
import type { OwnBreach } from '#workflow/action-plans.ts'

const COLOURS: Readonly<Record<BreachStanding, TagColour>> = {
  'plan-due': 'yellow',
  'plan-late': 'red',
  'plan-to-decide': 'blue',
  'plan-accepted': 'blue',
  closed: 'green',
  'general-condition-9': 'red',
}

/** Where a decision stands. */
export function StandingTag({ standing }: { readonly standing: BreachStanding | undefined }) {
  if (standing === undefined) return <Tag colour="grey">No notification</Tag>
  return <Tag colour={COLOURS[standing]}>{STANDING_WORDS[standing]}</Tag>
}

const STANDINGS: Readonly<Record<QualityFigure['standing'], string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'no-occasion': 'No occasion yet',
  'by-audit': 'Measured by the audit',
}

/** Each requirement with how it stands. */
export function FiguresTable(props: {
  readonly caption: string
  readonly figures: readonly QualityFigure[]
}) {
  return (
    <Table
      caption={props.caption}
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Requirement' },
        { heading: 'Threshold', numeric: true },
        { heading: 'In time', numeric: true },
        { heading: 'Occasions', numeric: true },
        { heading: 'Stands' },
      ]}
      rows={props.figures.map(({ requirement, standing, met, occasions }) => ({
        key: requirement.id,
        cells: [
          requirement.name,
          `${requirement.thresholdPercent} %`,
          `${met}`,
          `${occasions}`,
          <Tag key="standing" colour={standing === 'not-met' ? 'red' : 'white'}>
            {STANDINGS[standing]}
          </Tag>,
        ],
      }))}
    />
  )
}

type Followed = Pick<OwnBreach, 'plans' | 'updates' | 'steps'>

/** What followed a breach: each version of the plan, each update, each decision, in the order in which they came. */
export function WhatFollowed({ of }: { readonly of: Followed }) {
  return (
    <>
      {of.plans.map(({ version, actions, byName, at }) => (
        <Table
          key={`plan ${version}`}
          caption={`Action plan, version ${version}, ${clinicalInstant(at)}, ${byName}`}
          captionSize="s"
          compact
          responsive
          columns={[{ heading: 'Action' }, { heading: 'Led by' }, { heading: 'By' }]}
          rows={actions.map(({ action, lead, by }, nth) => ({
            key: `${nth}`,
            cells: [action, lead, clinicalDate(by)],
          }))}
        />
      ))}
      {of.updates.length > 0 && (
        <Said
          caption="How far it is"
          said={of.updates.map(({ says, byName, at }) => ({ says, byName, at }))}
        />
      )}
      {of.steps.length > 0 && (
        <Said
          caption="What was decided on it"
          said={of.steps.map(({ step, reason, byName, at }) => ({
            says: `${BREACH_STEPS[step]}. ${reason}`,
            byName,
            at,
          }))}
        />
      )}
    </>
  )
}

/** What was said, when and by whom. */
export function Said(props: {
  readonly caption: string
  readonly said: readonly {
    readonly says: string
    readonly byName: string
    readonly at: number
  }[]
}) {
  return (
    <Table
      caption={props.caption}
      captionSize="s"
      compact
      responsive
      columns={[{ heading: 'When' }, { heading: 'By' }, { heading: 'What' }]}
      rows={props.said.map(({ says, byName, at }, nth) => ({
        key: `${nth}`,
        cells: [
          clinicalInstant(at),
          byName,
          <span key="says" className="evk-as-typed">
            {says}
          </span>,
        ],
      }))}
    />
  )
}
