import { fieldsOf, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard, keyOfForm } from '#web/parts/form-guard.tsx'
import { Input } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import type { Finding } from '#workflow/outcome.ts'

type Props = {
  readonly decisionId: string
  readonly request: PageRequest
  readonly findings: readonly Finding[]
  /** The first and the last date with a dose of the calendar, in the patient's words. */
  readonly dates: string
  /** Its text was sent: an answer is waited for, and nobody sits in the chair. */
  readonly isSent: boolean
}

/**
 * The patient in the chair takes one key; everybody else is told in another way, and that says how. Once a text was sent nobody
 * sits there: no key alone says that it was answered (H16).
 */
export function TellForms(props: Props) {
  const { decisionId, request, findings, isSent } = props
  const action = `/doses/${decisionId}/told`
  const ofFirst = isSent ? ['number', 'answered'] : ['number']
  return (
    <>
      <form action={action} method="post" noValidate data-submit-once>
        <FormGuard csrf={request.csrf} requestKey={request.key} />
        <input type="hidden" name="how" value={isSent ? 'message' : 'handed-over'} />
        {isSent && <Answered findings={findings} />}
        {isSent ? (
          <Button variant="secondary">Save that it was answered</Button>
        ) : (
          <Button attributes={{ autoFocus: findings.length === 0 }}>Handed over</Button>
        )}
      </form>
      <Details
        summary="Told in another way"
        open={findings.some(({ field }) => !ofFirst.includes(field))}
      >
        <form action={action} method="post" noValidate data-submit-once>
          <FormGuard csrf={request.csrf} requestKey={keyOfForm(request.key, 'other')} />
          <OtherWay {...props} />
          <Button variant="secondary">Save how it was told</Button>
        </form>
      </Details>
    </>
  )
}

const Answered = ({ findings }: Pick<Props, 'findings'>) => (
  <Checkboxes
    id="answered"
    name="answered"
    small
    error={errorOf(findings, 'answered')}
    choices={[{ value: 'yes', text: 'An answer to this text has come, and I have read it' }]}
  />
)

function OtherWay({ request, findings, dates, isSent }: Props) {
  const { how } = fieldsOf(request.form)
  const byMessage = {
    value: 'message',
    text: 'By a message that was acknowledged',
    conditional: <Answered findings={findings} />,
  }
  return (
    <>
      <Radios
        id="how"
        name="how"
        legend="How"
        error={errorOf(findings, 'how')}
        value={how === 'handed-over' ? undefined : how}
        small
        choices={[
          {
            value: 'read-back',
            text: 'By telephone',
            conditional: (
              <Checkboxes
                id="readBack"
                name="readBack"
                small
                error={errorOf(findings, 'readBack')}
                choices={[
                  { value: 'yes', text: `They read back the dose that is shown above, ${dates}` },
                ]}
              />
            ),
          },
          { value: 'handed-over', text: isSent ? 'Handed over' : 'Handed to somebody else' },
          ...(isSent ? [] : [byMessage]),
          { value: 'letter', text: 'By letter (a changed dose is telephoned as well)' },
        ]}
      />
      <Input id="toWhom" name="toWhom" label="To whom, if not the patient" width={20} />
    </>
  )
}
