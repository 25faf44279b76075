import { type NamedRuleField, RULE_GROUPS, SITE_RULE_ROWS } from '#clinical/warfarin/rule-fields.ts'
import { ruleInWords, typedRuleSet } from '#clinical/warfarin/rule-set-form.ts'
import { limitsInWords } from '#clinical/warfarin/rule-values.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { proposeRules } from '#workflow/propose-rules.ts'
import { type SiteRulesShown, siteRulesShown } from '#workflow/site-rules-shown.ts'
import { PROPOSE_RULES, proposalHref, RULES } from './addresses.ts'

export const proposeRulesPage: PageHandler = onlyFor('propose-rules', async (request) => {
  const shown = await siteRulesShown(request.house, request.caller, {})
  return shown.kind === 'refused' ? refusalPage(shown) : page(request, { shown })
})

export const proposeRulesPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await proposeRules.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: proposalHref(outcome.proposalId) }
  const shown = await siteRulesShown(house, caller, {})
  if (shown.kind === 'refused' || outcome.status === 403) {
    return refusalPage(shown.kind === 'refused' ? shown : outcome)
  }
  return page(request, { shown, typed, status: outcome.status, findings: outcome.findings })
}

type Shown = {
  readonly shown: SiteRulesShown
  readonly typed?: Readonly<Record<string, string>>
  readonly status?: number
  readonly findings?: readonly Finding[]
}

function page(request: PageRequest, { shown, typed, status, findings = [] }: Shown): PageAnswer {
  return {
    kind: 'page',
    status: status ?? 200,
    title: 'Propose other rules',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={RULES}>Rules of this site</BackLink>
        <h1>Propose other rules</h1>
        <p>
          Nothing changes when you propose. The rules are then run over what was decided here, and
          another prescriber activates or declines them.
        </p>
        <PostForm action={PROPOSE_RULES} csrf={request.csrf} requestKey={request.key}>
          <input type="hidden" name="base" value={shown.hash} />
          <RuleQuestions shown={shown} typed={typed} findings={findings} />
          <Words typed={typed} findings={findings} />
          <Button>Propose these rules</Button>
        </PostForm>
      </>
    ),
  }
}

type Questions = {
  readonly shown: SiteRulesShown
  readonly typed: Readonly<Record<string, string>> | undefined
  readonly findings: readonly Finding[]
}

/** A question for each field that a site may set, made from its row. */
function RuleQuestions({ shown, typed, findings }: Questions) {
  const { ruleSet } = shown.rules
  const value = { ...typedRuleSet(ruleSet), ...typed }
  return RULE_GROUPS.map(([group, heading]) => {
    const rows = SITE_RULE_ROWS.filter((row) => row.group === group)
    if (rows.length === 0) return null
    return (
      <section key={group}>
        <h2>{heading}</h2>
        <div className="evk-rule-questions">
          {rows.map((row) => (
            <RuleQuestion
              key={row.path}
              row={row}
              inForce={ruleInWords(ruleSet, row.path)}
              value={value[row.path]}
              error={errorOf(findings, row.path)}
            />
          ))}
        </div>
      </section>
    )
  })
}

type QuestionProps = {
  readonly row: NamedRuleField
  readonly inForce: string
  readonly value: string | undefined
  readonly error: string | undefined
}

function RuleQuestion({ row: { path, label, holds }, inForce, value, error }: QuestionProps) {
  const asked = { id: path, name: path, error }
  if (holds.kind === 'choice' || holds.kind === 'yes-no') {
    const choices = holds.kind === 'choice' ? holds.choices : { yes: holds.yes, no: holds.no }
    return (
      <Radios
        {...asked}
        legend={{ text: label, size: 's' }}
        hint={`In force: ${inForce}`}
        value={value}
        small
        choices={Object.entries(choices).map(([chosen, text]) => ({ value: chosen, text }))}
      />
    )
  }
  return (
    <Input
      {...asked}
      label={label}
      hint={`In force: ${inForce}. A site may set ${limitsInWords(holds)}.`}
      value={value}
      width={holds.kind === 'steps' ? 20 : 5}
      inputMode={holds.kind === 'steps' ? 'text' : 'decimal'}
      autoComplete="off"
    />
  )
}

/** Why, and what is expected: both are read by the second person. */
const Words = ({ typed, findings }: Omit<Questions, 'shown'>) => (
  <section className="evk-narrow">
    <h2>Why</h2>
    <Textarea
      id="reason"
      name="reason"
      label="Reason for the change"
      hint="What was seen here, or which source says so"
      rows={3}
      value={typed?.['reason'] ?? ''}
      error={errorOf(findings, 'reason')}
    />
    <Textarea
      id="expectedEffect"
      name="expectedEffect"
      label="What you expect to change for patients"
      rows={3}
      value={typed?.['expectedEffect'] ?? ''}
      error={errorOf(findings, 'expectedEffect')}
    />
  </section>
)
