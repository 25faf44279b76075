type Props = { readonly href?: string; readonly text?: string }

/** The first stop of the keyboard: past the frame, to the content. */
export function SkipLink({ href = '#maincontent', text = 'Skip to main content' }: Props) {
  return (
    <a className="nhsuk-skip-link" data-module="nhsuk-skip-link" href={href}>
      {text}
    </a>
  )
}
