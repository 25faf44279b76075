import type { ReactNode } from 'react'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { ChoiceField, NoteField, type TypedForm } from './typed-form.tsx'

type OutcomeFormProps = {
  readonly action: string
  readonly form: TypedForm
  readonly request: PageRequest
  /** What is asked, and its answers by code. */
  readonly legend: string
  readonly words: Readonly<Record<string, string>>
  readonly note: { readonly name?: string; readonly label: string; readonly hint: string }
  readonly button: string
  /** What the form sends besides. */
  readonly children?: ReactNode
}

/** What a person settles with one outcome and a sentence: how it ended, how that is known, and the act. */
export function OutcomeForm(props: OutcomeFormProps) {
  const { action, form, request, legend, words, note, button, children } = props
  return (
    <PostForm action={action} csrf={request.csrf} requestKey={request.key} className="evk-narrow">
      {children}
      <ChoiceField form={form} name="outcome" legend={{ text: legend, size: 'm' }} words={words} />
      <NoteField form={form} name="note" {...note} />
      <Button>{button}</Button>
    </PostForm>
  )
}
