import type { ReactNode } from 'react'
import type { Attributes } from './attributes.ts'
import { FormGuard } from './form-guard.tsx'

type Props = {
  readonly action: string
  readonly csrf: string
  /** `request.key`, where what is sent twice must be done once. */
  readonly requestKey?: string | undefined
  /** The patient for whom typed text is kept when the session has run out. */
  readonly draftPatient?: string | undefined
  readonly id?: string
  readonly className?: string
  /** Where a script may keep what is typed, so that a lost session loses nothing. */
  readonly draftUrl?: string | undefined
  readonly encType?: 'multipart/form-data'
  readonly attributes?: Attributes
  readonly children: ReactNode
}

/** A form that changes something: posted, checked by the server alone, with the token of the session. */
export function PostForm(props: Props) {
  const { action, csrf, requestKey, draftPatient, draftUrl, attributes, children, ...form } = props
  return (
    <form
      {...form}
      action={action}
      method="post"
      noValidate
      data-submit-once
      data-draft-url={draftUrl}
      {...attributes}
    >
      <FormGuard csrf={csrf} requestKey={requestKey} draftPatient={draftPatient} />
      {children}
    </form>
  )
}
