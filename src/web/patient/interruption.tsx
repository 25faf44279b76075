import { Button } from '#web/parts/button.tsx'
import { Panel } from '#web/parts/panel.tsx'
import type { Finding } from '#workflow/outcome.ts'

type Props = { readonly findings: readonly Finding[]; readonly step: string }

/**
 * A step of its own before something risky: what it is, and a yes to exactly that. Whoever works by keyboard arrives at the
 * question and not on its yes, so that a second Enter goes past nothing unread (H33).
 */
export function Interruption({ findings, step }: Props) {
  const asked = findings.filter(({ code }) => code.startsWith('confirm:'))
  const codes = asked.map(({ code }) => code.slice('confirm:'.length)).join(' ')
  return (
    <section {...ARRIVES_HERE} aria-labelledby="check-first">
      <Panel
        variant="interruption"
        heading="Check before you save"
        headingId="check-first"
        headingLevel={3}
        headingSize="m"
      >
        {asked.map(({ code, message }) => (
          <p key={code}>{message}</p>
        ))}
        <input type="hidden" name="confirmed" value={codes} />
        <p>Nothing is saved yet. To go back, change what you entered and save that.</p>
        <Button variant="reverse" name="step" value={step}>
          I have checked this: save
        </Button>
      </Panel>
    </section>
  )
}

const ARRIVES_HERE = { tabIndex: -1, autoFocus: true } as const
