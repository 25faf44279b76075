import type { ReactNode } from 'react'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { samePersonHref } from './address.ts'
import type { ComparedProps } from './compared-records.tsx'
import { ChoiceField, NOT_SENT, NoteField, type TypedForm } from './typed-form.tsx'

/** The next step of a link, for whoever may take it. */
export function LinkForms(props: ComparedProps) {
  const { link, may } = props.compared
  switch (link.state) {
    case 'proposed':
      return <Settle {...props} />
    case 'confirmed':
      return (
        <>
          {may.review ? <Review {...props} /> : <ForPrescriber />}
          {may.undo && <Undo {...props} />}
        </>
      )
    case 'reviewed':
      return may.undo ? <Undo {...props} /> : null
  }
}

/** What was typed, for the one form of the page that was sent: two links have the same steps. */
const formOf = ({ compared: { link }, form }: ComparedProps, step: string): TypedForm =>
  form.values['step'] === step && form.values['linkId'] === link.linkId ? form : NOT_SENT

/** The words beside a step. Those of the form that was sent are where the summary of the errors leads. */
function StepNote(props: ComparedProps & { readonly step: string; readonly label: string }) {
  const { compared, step, label } = props
  const form = formOf(props, step)
  const id = form === NOT_SENT ? `note-${step}-${compared.link.linkId}` : 'note'
  return <NoteField form={form} name="note" id={id} label={label} rows={2} />
}

type FormProps = ComparedProps & { readonly step: string; readonly children: ReactNode }

function LinkForm({ compared: { link }, here, request, step, children }: FormProps) {
  const key = `${request.key.slice(0, 40)}-${step}`
  return (
    <PostForm
      action={samePersonHref(here)}
      csrf={request.csrf}
      requestKey={key}
      className="nhsuk-u-reading-width"
    >
      <input type="hidden" name="linkId" value={link.linkId} />
      <input type="hidden" name="version" value={link.step} />
      {children}
    </PostForm>
  )
}

const DECISIONS = {
  confirmed: 'I have compared the records: it is one person',
  declined: 'They are two people',
}

function Settle(props: ComparedProps) {
  const { confirm } = props.compared.may
  return (
    <LinkForm {...props} step="settle">
      <ChoiceField
        form={formOf(props, 'settle')}
        name="decision"
        legend="Are the two records of one person?"
        {...(!confirm && {
          hint: 'You proposed this, so another person must confirm it. You may take it back.',
        })}
        words={confirm ? DECISIONS : { declined: 'Take it back: they are two people' }}
      />
      <StepNote {...props} step="settle" label="How you know" />
      <Button name="step" value="settle">
        Save
      </Button>
    </LinkForm>
  )
}

const ForPrescriber = () => (
  <InsetText>
    <p>A prescriber reads both histories next. Until then nothing is dosed on either record.</p>
  </InsetText>
)

function Review(props: ComparedProps) {
  const { closes } = props.compared
  const { values, findings } = formOf(props, 'review')
  const running = closes.courses.filter(({ phase }) => phase !== 'ended')
  return (
    <section aria-labelledby="review">
      <h2 id="review">Read both histories as one</h2>
      {running.length > 0 && (
        <InsetText>
          <p>
            A course has not ended on the record that is to be closed.{' '}
            <a href={`/patients/${closes.patient.id}/plan`}>End it there first</a>: a person has one
            anticoagulant at a time.
          </p>
        </InsetText>
      )}
      <LinkForm {...props} step="review">
        <Checkboxes
          id="read"
          name="read"
          small
          values={values['read'] === 'yes' ? ['yes'] : []}
          error={errorOf(findings, 'read')}
          choices={[
            {
              value: 'yes',
              text: 'I have read the courses, results, doses, medicines and scores of both records',
            },
          ]}
        />
        <StepNote
          {...props}
          step="review"
          label="What follows for treatment, and what must be entered in the record in use"
        />
        <Button name="step" value="review">
          Close one record and dose on the other
        </Button>
      </LinkForm>
    </section>
  )
}

function Undo(props: ComparedProps) {
  return (
    <Details
      summary="They are two people: take the records apart"
      open={formOf(props, 'undo') !== NOT_SENT}
    >
      <LinkForm {...props} step="undo">
        <p>Both records are as they were. A prescriber looks at what was entered in between.</p>
        <StepNote {...props} step="undo" label="How you know that they are two people" />
        <Button variant="secondary" name="step" value="undo">
          Take apart
        </Button>
      </LinkForm>
    </Details>
  )
}
