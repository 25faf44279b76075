import type { PageAnswer } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'

/** Recovery codes, shown this once: only their hashes are kept. */
export const recoveryCodesPage = (codes: readonly string[]): PageAnswer => ({
  kind: 'page',
  title: 'Your recovery codes',
  place: 'none',
  main: (
    <div className="nhsuk-u-reading-width">
      <h1 className="nhsuk-heading-l">Your recovery codes</h1>
      <p>Your second step is set up.</p>
      <WarningCallout heading="Shown once">
        <p>
          With one of these you sign in when your phone is lost or broken. Each works once. Write
          them down or print this page, and keep them away from this computer.
        </p>
      </WarningCallout>
      <ul className="nhsuk-list evk-recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <ButtonLink href="/">I have kept them</ButtonLink>
    </div>
  ),
})
