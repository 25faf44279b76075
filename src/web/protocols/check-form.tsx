import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'

type Props = {
  readonly request: PageRequest
  /** Where it is sent; what is taken back goes to `/withdraw` below it. */
  readonly action: string
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** The record that the site has compared a protocol or a table with its source. */
export function CheckForm(
  props: Props & {
    readonly version: string
    /** What a check that agrees makes possible. */
    readonly enables: string
  },
) {
  const { request, action, version, enables, typed, findings } = props
  const error = (field: string) => errorOf(findings, field)
  return (
    <PostForm action={action} csrf={request.csrf} requestKey={request.key} className="evk-narrow">
      <input type="hidden" name="version" value={version} />
      <Input
        id="comparedWith"
        name="comparedWith"
        label="Compared with"
        hint="The paper or guideline, with its page or table"
        value={typed['comparedWith']}
        error={error('comparedWith')}
      />
      <DateInput
        id="checkedOn"
        name="checkedOn"
        legend="Compared on"
        error={error('checkedOn')}
        values={{
          day: typed['checkedOn[day]'],
          month: typed['checkedOn[month]'],
          year: typed['checkedOn[year]'],
        }}
      />
      <Radios
        id="found"
        name="found"
        legend={{ text: 'What was found', size: 's' }}
        value={typed['found']}
        error={error('found')}
        choices={[
          {
            value: 'agrees',
            text: 'It agrees with its source',
            hint: enables,
          },
          { value: 'differs', text: 'It differs from its source', hint: 'It stays out of use.' },
        ]}
      />
      <Textarea
        id="says"
        name="says"
        label="What was compared, and how each local setting was decided"
        rows={4}
        value={typed['says'] ?? ''}
        error={error('says')}
      />
      <Checkboxes
        id="officer"
        name="officer"
        legend={{ text: 'Who records this', size: 's' }}
        values={typed['officer'] === 'yes' ? ['yes'] : []}
        error={error('officer')}
        choices={[
          {
            value: 'yes',
            text: 'I record this as the clinical safety officer of this service',
          },
        ]}
      />
      <Button>Record the check</Button>
    </PostForm>
  )
}

/** Takes the standing check back. */
export function WithdrawForm(props: Props & { readonly hint: string }) {
  const { request, action, hint, typed, findings } = props
  return (
    <PostForm
      action={`${action}/withdraw`}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <Textarea
        id="withdrawal"
        name="withdrawal"
        label="Why the check is withdrawn"
        hint={hint}
        rows={2}
        value={typed['withdrawal'] ?? ''}
        error={errorOf(findings, 'withdrawal')}
      />
      <Button variant="warning">Withdraw the check</Button>
    </PostForm>
  )
}
