import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { formatNhsNumber } from '#register/nhs-number.ts'
import { exists } from '#web/door/navigation.ts'
import { fieldsOf, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Select } from '#web/parts/select.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { SentShown } from '#workflow/bring-in-results.ts'
import type { Finding } from '#workflow/outcome.ts'
import { SENT_SETTLINGS } from '#workflow/settle-sent-result.ts'
import { SENT_RESULTS } from './addresses.ts'

type Sent = SentShown['inHand'][number]

/** What the sender says of it, as far as it could be read. */
function factsOf({ entry: { sent, control, identifier }, receivedAt, receivedByName }: Sent) {
  const inHand = `${clinicalInstant(receivedAt)} by ${receivedByName}`
  const name = identifier === null ? 'none' : identifier.value
  if (control !== undefined) {
    return [
      { key: 'Control of the meter', value: control.serial },
      { key: 'Measured', value: control.measured || control.shown || 'not sent' },
      { key: 'Lot of the control', value: control.controlLot || 'not sent' },
      { key: 'Identifier', value: name },
      { key: 'Brought in', value: inHand },
    ]
  }
  if (sent === null) {
    return [
      { key: 'Identifier', value: name },
      { key: 'Brought in', value: inHand },
    ]
  }
  const { person, inr, sampledOn, laboratory } = sent
  return [
    { key: 'INR', value: inr === null ? 'taken back' : formatInr(inr) },
    { key: 'Sample', value: clinicalDate(day(sampledOn)) },
    { key: 'NHS number', value: formatNhsNumber(person.nhsNumber) },
    {
      key: 'Date of birth',
      value: person.dateOfBirth === null ? 'not sent' : clinicalDate(day(person.dateOfBirth)),
    },
    { key: 'Family name', value: person.familyName === '' ? 'not sent' : person.familyName },
    { key: 'Measured by', value: laboratory },
    { key: 'Identifier', value: name },
    { key: 'Brought in', value: inHand },
  ]
}

/** A result that is held: why, what it says, and what may be done with it. */
export function HeldResult(props: {
  readonly sent: Sent
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}) {
  const { sent, request, findings } = props
  const typed = fieldsOf(request.form)
  const isThis = typed['sentId'] === sent.id
  const error = (field: string) => (isThis ? errorOf(findings, field) : undefined)
  const faults = sent.entry.faults
  return (
    <section className="nhsuk-u-margin-bottom-6">
      <h3 className="nhsuk-heading-s">
        {faults.length > 0 ? 'It could not be read' : (sent.says ?? 'Not yet taken in')}
      </h3>
      {faults.length > 0 && (
        <ul>
          {faults.map(({ place, code, message }) => (
            <li key={`${place} ${code}`}>
              {place}: {message}
            </li>
          ))}
        </ul>
      )}
      <SummaryList rows={factsOf(sent)} />
      <Details summary="As it was sent">
        <pre className="evk-text-message">{JSON.stringify(sent.entry.observation, null, 2)}</pre>
      </Details>
      {faults.length === 0 && (
        <form action={`${SENT_RESULTS}/again`} method="post" noValidate>
          <FormGuard csrf={request.csrf} requestKey={request.key} />
          <input type="hidden" name="sentId" value={sent.id} />
          <Button variant="secondary" small>
            Try again
          </Button>
        </form>
      )}
      {exists('settle-sent-result', request.visitor.role) && (
        <form action={`${SENT_RESULTS}/settle`} method="post" noValidate className="evk-narrow">
          <FormGuard csrf={request.csrf} requestKey={request.key} />
          <input type="hidden" name="sentId" value={sent.id} />
          <Select
            id={isThis ? 'how' : `how-${sent.id}`}
            name="how"
            label="What became of it"
            value={isThis ? typed['how'] : undefined}
            error={error('how')}
            options={[
              { value: '', text: 'Choose' },
              ...Object.entries(SENT_SETTLINGS).map(([value, text]) => ({ value, text })),
            ]}
          />
          <Textarea
            id={isThis ? 'reasonText' : `reasonText-${sent.id}`}
            name="reasonText"
            label="What was done"
            rows={2}
            value={isThis ? (typed['reasonText'] ?? '') : ''}
            error={error('reasonText')}
          />
          <Button variant="secondary" small>
            Settle this result
          </Button>
        </form>
      )}
    </section>
  )
}
