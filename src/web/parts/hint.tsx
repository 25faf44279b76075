import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  readonly id?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** Help under a label. */
export function Hint({ id, className, children }: Props) {
  return (
    <div className={classNames('nhsuk-hint', className)} id={id}>
      {children}
    </div>
  )
}
