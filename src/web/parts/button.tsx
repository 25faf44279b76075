import type { ReactNode } from 'react'
import type { Attributes } from './attributes.ts'
import { classNames } from './class-names.ts'
import { useNothingSaved } from './nothing-saved.tsx'

type Look = {
  readonly variant?: 'secondary' | 'secondary-solid' | 'reverse' | 'warning' | 'brand'
  readonly small?: boolean
  readonly id?: string
  readonly attributes?: Attributes
  readonly children: ReactNode
}

export type ButtonProps = Look & {
  readonly type?: 'submit' | 'button' | 'reset'
  readonly name?: string
  readonly value?: string
  readonly disabled?: boolean
  readonly formAction?: string
}

/** Does something. One primary button a page; the others are secondary. What would save something waits while nothing can be saved. */
export function Button(props: ButtonProps) {
  const waits = useNothingSaved() !== undefined && props.type !== 'button'
  const disabled = waits || props.disabled
  return (
    <button
      className={buttonClass(props)}
      id={props.id}
      name={props.name}
      data-module="nhsuk-button"
      type={props.type ?? 'submit'}
      value={props.value}
      formAction={props.formAction}
      disabled={disabled}
      aria-disabled={disabled || undefined}
      {...props.attributes}
    >
      {props.children}
    </button>
  )
}

/** Goes somewhere, with the look of a button. */
export function ButtonLink(props: Look & { readonly href: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the design system gives such a link the role of a button
    <a
      className={buttonClass(props)}
      id={props.id}
      data-module="nhsuk-button"
      href={props.href}
      role="button"
      draggable={false}
      {...props.attributes}
    >
      {props.children}
    </a>
  )
}

/** Buttons and links side by side. */
export function ButtonGroup(props: { readonly children: ReactNode }) {
  return <div className="nhsuk-button-group">{props.children}</div>
}

function buttonClass({ variant, small }: Look): string {
  return classNames(
    'nhsuk-button',
    variant && `nhsuk-button--${variant}`,
    small && 'nhsuk-button--small',
  )
}
