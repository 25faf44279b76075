import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { SiteRulesShown } from '#workflow/site-rules-shown.ts'

type Props = {
  readonly request: PageRequest
  readonly shown: SiteRulesShown
  /** What was typed and refused; undefined shows what is in force. */
  readonly typed: Readonly<Record<string, string>> | undefined
  readonly findings: readonly Finding[]
}

/** What a site decides for itself. */
export function RulesForm({ request, shown, typed, findings }: Props) {
  const value = typed ?? inForce(shown)
  const list = (field: string, label: string, hint: string) => (
    <Textarea
      id={field}
      name={field}
      label={label}
      hint={hint}
      rows={3}
      value={value[field] ?? ''}
      error={errorOf(findings, field)}
    />
  )
  return (
    <PostForm
      action="/service/rules"
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="version" value={String(shown.version)} />
      <Radios
        id="protocol"
        name="protocol"
        legend={{ text: 'Protocol, where a plan names none', size: 's' }}
        value={value['protocol']}
        error={errorOf(findings, 'protocol')}
        choices={[
          { value: 'coventry', text: 'Coventry/Warwickshire', hint: 'Ryan, Gilbert and Rose 1989' },
          { value: 're-ly', text: 'RE-LY step table', hint: 'Target range 2.0 to 3.0 only' },
        ]}
      />
      <Checkboxes
        id="firstDeviationRule"
        name="firstDeviationRule"
        legend={{ text: 'A first INR slightly out of range', size: 's' }}
        values={value['firstDeviationRule'] === 'yes' ? ['yes'] : []}
        choices={[
          {
            value: 'yes',
            text: 'Keep the dose and test again within 2 weeks',
            hint: 'After two results in range, not more than 0.5 outside. A local rule on top of the protocol; it is shown in the reasons.',
          },
        ]}
      />
      <Input
        id="referralMinutes"
        name="referralMinutes"
        label="Minutes a referred result may wait before the clinical lead sees it"
        width={4}
        inputMode="numeric"
        value={value['referralMinutes']}
        error={errorOf(findings, 'referralMinutes')}
      />
      {list(
        'blockedLots',
        'Strip lots that may not be used',
        'One a line. An INR of such a lot cannot be saved.',
      )}
      {list(
        'advisoryLots',
        'Strip lots under advice',
        'One a line. A high INR of such a lot needs a venous sample.',
      )}
      {list(
        'stoppedMeters',
        'Meters whose control failed or is overdue',
        'One a line. An INR of such a meter cannot be saved.',
      )}
      <Button>Set these rules</Button>
    </PostForm>
  )
}

function inForce({ rules }: SiteRulesShown): Readonly<Record<string, string>> {
  return {
    protocol: rules.ruleSet.protocol,
    firstDeviationRule: rules.ruleSet.firstDeviationRule ? 'yes' : 'no',
    referralMinutes: String(rules.referralMinutes),
    blockedLots: rules.blockedLots.join('\n'),
    advisoryLots: rules.advisoryLots.join('\n'),
    stoppedMeters: rules.stoppedMeters.join('\n'),
  }
}
