import type { ReactNode } from 'react'
import { clinicalInstant } from '#base/day.ts'
import { LEFT_OVER_WORDS, mayWait } from '#recall/clinic-closing.ts'
import { displayName } from '#register/person-name.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Select } from '#web/parts/select.tsx'
import { taskHref } from '#web/patient-contacts/addresses.ts'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import type { EndOfClinic } from '#workflow/end-of-clinic.ts'
import type { LeftInClinic } from '#workflow/left-in-clinic.ts'
import type { Finding } from '#workflow/outcome.ts'
import { END_OF_CLINIC } from './addresses.ts'
import { PaperKeepsOpen } from './paper-keeps-open.tsx'

export type CloseProps = {
  readonly end: EndOfClinic
  /** Who of the whole day has a namesake on it. */
  readonly namesakes: ReadonlySet<string>
  readonly request: PageRequest
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** Closing a clinic: what keeps it open, to whom the rest is handed, and who closed it (H17). */
export function CloseClinic(props: CloseProps) {
  const { end } = props
  if (end.clinic.on > end.clinic.today) return null
  const isClosed = end.ending?.what === 'closed'
  return (
    <section aria-labelledby="close">
      <h2 id="close">{isClosed ? 'This clinic is closed' : 'Close this clinic'}</h2>
      {isClosed ? <Closed {...props} /> : <StillOpen {...props} />}
    </section>
  )
}

function Closed(props: CloseProps) {
  const { namesakes } = props
  const { ending, mayEnd, left } = props.end
  if (ending === undefined) return null
  return (
    <>
      <p>
        Closed {clinicalInstant(ending.at)} by {ending.byName}.
        {ending.handedToName !== null &&
          ` ${ending.leftOver.length} handed to ${ending.handedToName}: ${ending.reason}.`}
      </p>
      {left.length > 0 && <Left people={left} namesakes={namesakes} />}
      {mayEnd && (
        <EndForm {...props} what="opened-again">
          <Button variant="secondary">Open it again</Button>
        </EndForm>
      )}
    </>
  )
}

function StillOpen(props: CloseProps) {
  const { namesakes } = props
  const { left, mayEnd } = props.end
  const { paper } = props.end
  const alarms = left.filter((person) => !mayWait(person.left))
  if (alarms.length > 0) {
    return (
      <InsetText>
        <p>
          It stays open until somebody has acted on each alarm and closed it with what was done.
        </p>
        <Left people={left} namesakes={namesakes} />
      </InsetText>
    )
  }
  if (paper.length > 0) return <PaperKeepsOpen paper={paper} />
  return (
    <>
      {left.length > 0 && <Left people={left} namesakes={namesakes} />}
      {mayEnd && (
        <EndForm {...props} what="closed">
          {left.length > 0 && <HandOver {...props} />}
          <Button>
            {left.length > 0 ? 'Hand over and close this clinic' : 'Close this clinic'}
          </Button>
        </EndForm>
      )}
    </>
  )
}

function HandOver({ end, typed, findings }: CloseProps) {
  return (
    <>
      <Select
        id="handTo"
        name="handTo"
        label="Who takes over what is left"
        value={typed['handTo'] ?? ''}
        error={errorOf(findings, 'handTo')}
        options={[
          { value: '', text: 'Choose a person' },
          ...end.colleagues.map(({ accountId, name }) => ({ value: accountId, text: name })),
        ]}
      />
      <Input
        id="reason"
        name="reason"
        label="Why it can wait until tomorrow"
        value={typed['reason'] ?? ''}
        error={errorOf(findings, 'reason')}
      />
    </>
  )
}

function EndForm({
  end,
  request,
  what,
  children,
}: CloseProps & { readonly what: string; readonly children: ReactNode }) {
  return (
    <PostForm
      action={END_OF_CLINIC}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="on" value={end.clinic.on} />
      <input type="hidden" name="version" value={String(end.ending?.version ?? 0)} />
      <input type="hidden" name="left" value={end.leftKey} />
      {children}
    </PostForm>
  )
}

type LeftProps = Pick<CloseProps, 'namesakes'> & { readonly people: readonly LeftInClinic[] }

function Left({ people, namesakes }: LeftProps) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {people.map((person) => (
        <li key={person.patientId}>
          <NamedPatient
            {...person}
            name={displayName(person)}
            hasNamesake={namesakes.has(person.patientId)}
          />
          :{' '}
          {person.waitsFor === null ? (
            LEFT_OVER_WORDS[person.left]
          ) : (
            <a href={taskHref(person.waitsFor)}>{LEFT_OVER_WORDS[person.left]}</a>
          )}
        </li>
      ))}
    </ul>
  )
}
