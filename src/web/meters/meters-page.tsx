import { clinicalDate, day } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import { MODEL_WORDS } from '#workflow/keep-meters.ts'
import { type MetersShown, metersShown } from '#workflow/meters-shown.ts'
import { recordControl } from '#workflow/record-control.ts'
import {
  CONTROL_RULE,
  controlHref,
  lotHref,
  METERS,
  meterHref,
  NEW_METER,
  STRIP_LOTS,
} from './addresses.ts'
import { ControlForm, controlAtStart } from './control-form.tsx'
import { controlInWords, dueInWords, MeterState, ruleInWords } from './meter-words.tsx'

/** GET /service/meters: whether a dose may rest on each meter today, and the form of a control. */
export const metersPage: PageHandler = (request) => shownPage(request, undefined, 200)

/** POST /service/meters/control: a control that failed leads to the meter and what it measured. */
export const controlPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await recordControl.run(house, caller, key, values)
  if (outcome.kind === 'refused') {
    if (outcome.status === 403) return refusalPage(outcome)
    return shownPage(request, { values, findings: outcome.findings }, outcome.status)
  }
  const to = outcome.outcome === 'failed' ? meterHref(values['meter'] ?? '') : METERS
  return { kind: 'redirect', to }
}

async function shownPage(
  request: PageRequest,
  typed: TypedForm | undefined,
  status: number,
): Promise<PageReply> {
  const shown = await metersShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const form = typed ?? controlAtStart(shown, request.query.get('meter') ?? '')
  return {
    kind: 'page',
    status,
    title: 'Meters',
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Meters, strips and controls</h1>
        <Rule shown={shown} isLead={request.visitor.role === 'clinical-lead'} />
        <MeterTable shown={shown} />
        {shown.may.manage && (
          <p>
            <a href={NEW_METER}>Add a meter</a>
          </p>
        )}
        {shown.may.control && shown.meters.length > 0 && (
          <>
            <h2 className="nhsuk-heading-m" id="control">
              Record a control
            </h2>
            <ControlForm request={request} shown={shown} form={form} />
          </>
        )}
        <h2 className="nhsuk-heading-m">Strips</h2>
        <Lots shown={shown} />
        <p>
          <a href={STRIP_LOTS}>Add or block a lot, and see who was tested with one</a>
        </p>
      </>
    ),
  }
}

/** How often a control is asked for; that nobody has decided it is a warning, and never a promise. */
function Rule({ shown: { rule, rules, today }, isLead }: RuleProps) {
  const next = rules.find(({ from }) => from > today)
  const change = isLead && <a href={CONTROL_RULE}>Change how often</a>
  if (rule === null) {
    return (
      <WarningCallout heading="No control is asked for" headingLevel={2}>
        <p>
          Doses rest here on a meter though no control of it has passed.{' '}
          {next !== undefined && `To come: ${ruleInWords(next)}`}
        </p>
        <p>{isLead ? change : 'The clinical lead decides how often a control is done.'}</p>
      </WarningCallout>
    )
  }
  return (
    <>
      <p className="nhsuk-u-reading-width">
        {ruleInWords(rule)} No dose rests on a meter without one. {change}
      </p>
      {next !== undefined && <p>To come: {ruleInWords(next)}</p>}
    </>
  )
}

type RuleProps = { readonly shown: MetersShown; readonly isLead: boolean }

function MeterTable({ shown: { meters, may } }: { readonly shown: MetersShown }) {
  if (meters.length === 0) return <p>No meter is in the register yet.</p>
  return (
    <Table
      caption="Meters"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Meter' },
        { heading: 'Today' },
        { heading: 'Last control' },
        { heading: 'Next due' },
        { heading: 'Record', hidden: true },
      ]}
      rows={meters.map((meter) => ({
        key: meter.key,
        cells: [
          <>
            <a href={meterHref(meter.key)}>{meter.name}</a>
            <br />
            <span className="nhsuk-hint nhsuk-u-font-size-16">
              {MODEL_WORDS[meter.model]}, serial number {meter.serial}
            </span>
          </>,
          <MeterState key="state" meter={meter} />,
          controlInWords(meter.newest),
          dueInWords(meter),
          may.control && meter.stop !== 'withdrawn' && (
            <a href={controlHref(meter.key)}>
              Record<span className="nhsuk-u-visually-hidden"> a control of {meter.name}</span>
            </a>
          ),
        ],
      }))}
    />
  )
}

/** Lots that may be used, and those that are blocked; those past their date are out of the way on the page of lots. */
function Lots({ shown: { lots, today } }: { readonly shown: MetersShown }) {
  const current = lots.filter(
    ({ standing, expiresOn }) => standing === 'blocked' || expiresOn === null || expiresOn >= today,
  )
  if (current.length === 0) return <p>No lot in date is in the register.</p>
  return (
    <Table
      caption="Lots of strips"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Lot' }, { heading: 'Expires' }, { heading: 'May be used' }]}
      rows={current.map(({ key, lot, expiresOn, standing, reason }) => ({
        key,
        cells: [
          <a key="lot" href={lotHref(lot)}>
            {lot}
          </a>,
          expiresOn === null ? 'not known' : clinicalDate(day(expiresOn)),
          standing === 'blocked' ? (
            <>
              <Tag colour="red">Blocked</Tag> {reason}
            </>
          ) : (
            'Yes'
          ),
        ],
      }))}
    />
  )
}
