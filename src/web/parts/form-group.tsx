import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  readonly error?: string | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** The box round one question; red at its edge when the answer is wrong. */
export function FormGroup({ error, className, children }: Props) {
  return (
    <div
      className={classNames(
        'nhsuk-form-group',
        error !== undefined && 'nhsuk-form-group--error',
        className,
      )}
    >
      {children}
    </div>
  )
}
