import type { ReactNode } from 'react'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import type { ProcedurePage, ShownPlan } from '#workflow/procedure-page.ts'
import { deedHref } from './addresses.ts'

/** A running plan with what its forms need. */
export type Running = {
  readonly page: ProcedurePage
  readonly shown: ShownPlan
  readonly form: TypedForm
  readonly csrf: string
  readonly requestKey: string
}

type Props = {
  readonly running: Running
  /** The last part of the address that it is posted to. */
  readonly deed: string
  readonly button: string
  readonly isPrimary?: boolean
  readonly children: ReactNode
}

/** One thing that is recorded of a plan, in the version that was seen. */
export function DeedForm({ running, deed, button, isPrimary = false, children }: Props) {
  const { page, shown, csrf, requestKey } = running
  return (
    <PostForm
      action={deedHref(page.patient.id, shown.plan.id, deed)}
      csrf={csrf}
      requestKey={requestKey}
      draftPatient={page.patient.id}
      className="nhsuk-u-reading-width"
    >
      <input type="hidden" name="version" value={shown.plan.version} />
      {children}
      <Button {...(isPrimary ? {} : { variant: 'secondary' })}>{button}</Button>
    </PostForm>
  )
}

/** Whether what was refused belongs to a form with these fields. */
export const isRefused = ({ form }: Running, fields: readonly string[]): boolean =>
  form.findings.some(({ field }) => fields.includes(field))
