import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'

type Props = {
  readonly action: string
  readonly task: { readonly id: string; readonly version: number }
  readonly request: PageRequest
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** What can be decided, each with the day it needs, and why. */
export function NonAttendanceForm({ action, task, request, typed, findings }: Props) {
  const nextTest = (
    <DayBoxes name="nextTestOn" legend="New date of the test" typed={typed} findings={findings} />
  )
  return (
    <PostForm action={action} csrf={request.csrf} requestKey={request.key} className="evk-narrow">
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="version" value={task.version} />
      <Radios
        id="decision"
        name="decision"
        legend={{ text: 'What happens', size: 's' }}
        small
        value={typed['decision']}
        error={errorOf(findings, 'decision')}
        choices={[
          { value: 'continue', text: 'Continue treatment and test again', hint: TEST_HINT },
          { value: 'home-visit', text: 'Continue treatment and test at home', hint: TEST_HINT },
          {
            value: 'suspend',
            text: 'Pause treatment until a day',
            hint: 'The patient is told to stop taking it; the pause is listed when it ends.',
            conditional: (
              <DayBoxes name="until" legend="Pause until" typed={typed} findings={findings} />
            ),
          },
          { value: 'end', text: 'End treatment here' },
          { value: 'came-since', text: 'The patient has been tested since' },
        ]}
      />
      {nextTest}
      <Textarea
        id="reason"
        name="reason"
        label="Why"
        rows={3}
        value={typed['reason']}
        error={errorOf(findings, 'reason')}
      />
      <Button>Save decision</Button>
    </PostForm>
  )
}

const TEST_HINT = 'Enter the new date of the test below.'

type DayProps = Pick<Props, 'typed' | 'findings'> & {
  readonly name: 'nextTestOn' | 'until'
  readonly legend: string
}

function DayBoxes({ name, legend, typed, findings }: DayProps) {
  return (
    <DateInput
      id={name}
      name={name}
      legend={legend}
      error={errorOf(findings, name)}
      values={{
        day: typed[`${name}[day]`],
        month: typed[`${name}[month]`],
        year: typed[`${name}[year]`],
      }}
    />
  )
}
