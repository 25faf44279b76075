import { clinicalDate, weekdayName } from '#base/day.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SmallButton } from '#web/parts/small-button.tsx'
import { Table } from '#web/parts/table.tsx'
import type { ClinicSettings } from '#workflow/clinic-settings.ts'
import type { Finding } from '#workflow/outcome.ts'
import { CLOSED_DAYS } from './clinic-addresses.ts'

type Props = {
  readonly settings: ClinicSettings
  readonly request: PageRequest
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** Single days on which no clinic is held, and a form for another one. */
export function ClosedDays(props: Props) {
  return (
    <>
      <Closed {...props} />
      <Details summary="Close a day" open={props.findings.length > 0}>
        <CloseForm {...props} />
      </Details>
    </>
  )
}

function Closed({ settings: { closures }, request }: Props) {
  if (closures.length === 0) return null
  return (
    <Table
      caption="Closed days"
      captionSize="s"
      compact
      responsive
      columns={[{ heading: 'Day' }, { heading: 'Why' }, { heading: 'Change' }]}
      rows={closures.map(({ on, reason }) => ({
        key: on,
        cells: [
          `${weekdayName(on)} ${clinicalDate(on)}`,
          reason,
          <PostForm key="open" action={CLOSED_DAYS} csrf={request.csrf} requestKey={request.key}>
            <input type="hidden" name="what" value="open-again" />
            <input type="hidden" name="on" value={on} />
            <SmallButton>
              Open again<span className="nhsuk-u-visually-hidden"> {clinicalDate(on)}</span>
            </SmallButton>
          </PostForm>,
        ],
      }))}
    />
  )
}

function CloseForm({ request, typed, findings }: Props) {
  return (
    <PostForm action={CLOSED_DAYS} csrf={request.csrf} requestKey={request.key}>
      <DateInput
        id="on"
        name="on"
        legend="Day"
        error={errorOf(findings, 'on')}
        values={{ day: typed['on[day]'], month: typed['on[month]'], year: typed['on[year]'] }}
      />
      <Input
        id="reason"
        name="reason"
        label="Why no clinic is held"
        value={typed['reason']}
        error={errorOf(findings, 'reason')}
      />
      <Button variant="secondary">Close this day</Button>
    </PostForm>
  )
}
