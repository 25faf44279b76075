import type { ReactNode } from 'react'
import { fieldsOf } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Select } from '#web/parts/select.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import { closingActionsOf } from '#workflow/close-task.ts'
import { NextTest } from './next-test.tsx'
import { TakenOtherwise } from './taken-otherwise.tsx'
import type { TaskProps } from './task.tsx'

type FormProps = TaskProps & { readonly step: string; readonly children: ReactNode }

/** A form about one task as it was seen; each form on the page saves by itself. */
export function TaskForm({ page, request, step, children }: FormProps) {
  const { task } = page
  return (
    <form action={`/tasks/${task.id}`} method="post" noValidate data-submit-once>
      <FormGuard csrf={request.csrf} requestKey={`${request.key.slice(0, 40)}-${step}`} />
      <input type="hidden" name="version" value={task.version} />
      {children}
    </form>
  )
}

export function TakeTask(props: TaskProps) {
  return (
    <TaskForm {...props} step="take">
      <Button variant="secondary" name="step" value="take">
        Take this
      </Button>
    </TaskForm>
  )
}

type NoteProps = TaskProps & { readonly step: string; readonly label: string }

function Note({ request, findings, step, label }: NoteProps) {
  const typed = fieldsOf(request.form)
  const isThis = typed['step'] === step
  return (
    <Textarea
      id={`note-${step}`}
      name="note"
      label={label}
      rows={2}
      value={isThis ? typed['note'] : undefined}
      error={isThis ? errorOf(findings, 'note') : undefined}
    />
  )
}

const actionsOf = ({ kind }: TaskProps['page']['task']) => [
  { value: '', text: 'Choose' },
  ...Object.entries(closingActionsOf(kind)).map(([value, text]) => ({ value, text })),
]

function closedHow(kind: TaskProps['page']['task']['kind']): string {
  if (kind === 'text-withdrawn') return 'Record the call'
  return kind === 'venous-confirmation'
    ? 'Close without the laboratory result'
    : 'Close without a dose'
}

/** Closed by what was done when it was no dose, with the day of the next test. */
export function CloseTask(props: TaskProps) {
  const { page, request, findings } = props
  const typed = fieldsOf(request.form)
  const isConfirmation = page.task.kind === 'venous-confirmation'
  return (
    <Details summary={closedHow(page.task.kind)} open={typed['step'] === 'close'}>
      <TaskForm {...props} step="close">
        <Select
          id="code"
          name="code"
          label={isConfirmation ? 'Why no result comes' : 'What was done'}
          options={actionsOf(page.task)}
          value={typed['code']}
          error={errorOf(findings, 'code')}
        />
        <TakenOtherwise {...props} name="closedDifference" />
        <Note {...props} step="close" label="In words" />
        {page.asksNextTest && (
          <NextTest
            state={{ typed, findings }}
            offers={page.offers}
            dueOn={page.testBy}
            idPrefix="close-"
          />
        )}
        <Button variant="secondary" name="step" value="close">
          Close with this action
        </Button>
      </TaskForm>
    </Details>
  )
}

export function SendBack(props: TaskProps) {
  const typed = fieldsOf(props.request.form)
  return (
    <Details summary="Send back" open={typed['step'] === 'send-back'}>
      <TaskForm {...props} step="send-back">
        <Note
          {...props}
          step="send-back"
          label={`What ${props.page.task.openedByName} should find out`}
        />
        <Button variant="secondary" name="step" value="send-back">
          Send back
        </Button>
      </TaskForm>
    </Details>
  )
}

/** For the person to whom a result was sent back. */
export function AnswerBack(props: TaskProps) {
  return (
    <section aria-labelledby="answer-back">
      <h2 id="answer-back">Refer again</h2>
      <TaskForm {...props} step="refer-again">
        <Note {...props} step="refer-again" label="What you found out" />
        <Button name="step" value="refer-again">
          Refer again
        </Button>
      </TaskForm>
      <p>
        Or <a href={`/patients/${props.page.patient.id}`}>enter the visit again</a>.
      </p>
    </section>
  )
}
