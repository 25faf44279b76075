import { Button } from './button.tsx'

type Props = {
  readonly id: string
  /** Makes a passkey, or shows one. */
  readonly does: 'create' | 'get'
  /** What the browser is to ask for, as JSON. */
  readonly options: string
  /** The hidden field of the form that takes the answer. */
  readonly name: string
  readonly label: string
  readonly isPrimary?: boolean
  /** What is said where the browser has no passkeys, or runs no scripts. */
  readonly otherwise?: string
}

/** Asks the browser for a passkey and sends the form with it: hidden until a script has found that the browser can. */
export function PasskeyButton(props: Props) {
  const { id, does, options, name, label, isPrimary, otherwise } = props
  return (
    <>
      {otherwise !== undefined && <p data-without-passkeys>{otherwise}</p>}
      <div hidden data-passkey={does} data-passkey-options={options}>
        <input type="hidden" name={name} value="" data-no-draft />
        <Button type="button" id={id} {...(!isPrimary && { variant: 'secondary' })}>
          {label}
        </Button>
        <p role="status" />
      </div>
    </>
  )
}
