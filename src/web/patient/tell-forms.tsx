import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
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

/** The patient in the chair takes one key; everybody else is told in another way, and that says how. */
export function TellForms({ decisionId, request, findings, dates, isSent }: Props) {
  const { csrf, key } = request
  const action = `/doses/${decisionId}/told`
  return (
    <>
      <form action={action} method="post" data-submit-once>
        <FormGuard csrf={csrf} requestKey={key} />
        <input type="hidden" name="how" value={isSent ? 'message' : 'handed-over'} />
        <Button attributes={{ autoFocus: findings.length === 0 && !isSent }}>
          {isSent ? 'The patient has answered the text' : 'Handed over'}
        </Button>
      </form>
      <Details
        summary="Told in another way"
        open={findings.some(({ field }) => field !== 'number')}
      >
        <form action={action} method="post" noValidate data-submit-once>
          <FormGuard csrf={csrf} requestKey={`${key}-other`.slice(0, LONGEST_KEY)} />
          <OtherWay findings={findings} dates={dates} isSent={isSent} />
          <Button variant="secondary">Save how it was told</Button>
        </form>
      </Details>
    </>
  )
}

const LONGEST_KEY = 64

function OtherWay({ findings, dates, isSent }: Pick<Props, 'findings' | 'dates' | 'isSent'>) {
  return (
    <>
      <Radios
        id="how"
        name="how"
        legend="How"
        error={errorOf(findings, 'how')}
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
          { value: 'message', text: 'By a message that was acknowledged' },
          { value: 'letter', text: 'By letter' },
        ]}
      />
      <Input id="toWhom" name="toWhom" label="To whom, if not the patient" width={20} />
    </>
  )
}
