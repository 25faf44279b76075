import { formatTenths } from '#clinical/inr.ts'
import { METER_MODELS, UNKNOWN_MODEL_RANGE } from '#clinical/meter-models.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Select } from '#web/parts/select.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { SiteRulesShown } from '#workflow/site-rules-shown.ts'
import { LadderFields, ladderTyped } from './ladder-fields.tsx'

type Props = {
  readonly request: PageRequest
  readonly shown: SiteRulesShown
  /** What was typed and refused; undefined shows what is in force. */
  readonly typed: Readonly<Record<string, string>> | undefined
  readonly findings: readonly Finding[]
}

/** What one person may set: how long a referral waits, which strips and meters are stopped, who the safety officer is. */
export function SettingsForm({ request, shown, typed, findings }: Props) {
  const value = typed ?? inForce(shown)
  const list = (field: string, label: string, hint: string) => (
    <Textarea
      key={field}
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
      action="/service/settings"
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="version" value={String(shown.version)} />
      <Input
        id="referralMinutes"
        name="referralMinutes"
        label="Minutes a referred result may wait before it is escalated"
        width={4}
        inputMode="numeric"
        value={value['referralMinutes']}
        error={errorOf(findings, 'referralMinutes')}
      />
      {list(
        'blockedLots',
        'Strip lots that may not be used',
        'One a line. No dose rests on such a lot. One that is blocked under Strip lots is blocked anyway.',
      )}
      {list(
        'advisoryLots',
        'Strip lots under advice',
        'One a line. A high INR of such a lot needs a venous sample.',
      )}
      {list(
        'stoppedMeters',
        'Meters that may not be used',
        'One a line. No dose rests on such a meter. Controls are recorded under Meters.',
      )}
      {METER_MODELS.map(({ id, name, limits }) =>
        list(
          `meters-${id}`,
          `Meters: ${name}`,
          `One a line, as it is written at a visit. Measures ${formatTenths(limits.lowestTenths)} to ${formatTenths(limits.highestTenths)}.`,
        ),
      )}
      <p>{UNLISTED}</p>
      <LadderFields value={value} findings={findings} />
      <Select
        id="safetyOfficer"
        name="safetyOfficer"
        label="Clinical safety officer"
        hint="Has the alerts that nearly everybody goes past. While nobody is named the clinical lead has them."
        value={value['safetyOfficer'] ?? ''}
        error={errorOf(findings, 'safetyOfficer')}
        options={[
          { value: '', text: 'Nobody is named' },
          ...shown.clinicians.map(({ accountId, name }) => ({ value: accountId, text: name })),
        ]}
      />
      <Button>Set these</Button>
    </PostForm>
  )
}

const UNLISTED = `A meter that is not written here is believed up to ${formatTenths(UNKNOWN_MODEL_RANGE.highestTenths)}; from ${formatTenths(UNKNOWN_MODEL_RANGE.censorAboveTenths ?? 0)} on a laboratory confirms its INR.`

function inForce({ rules }: SiteRulesShown): Readonly<Record<string, string>> {
  return {
    referralMinutes: String(rules.referralMinutes),
    blockedLots: rules.blockedLots.join('\n'),
    advisoryLots: rules.advisoryLots.join('\n'),
    stoppedMeters: rules.stoppedMeters.join('\n'),
    safetyOfficer: rules.safetyOfficer ?? '',
    ...Object.fromEntries(METER_MODELS.map(({ id }) => [`meters-${id}`, metersOf(rules, id)])),
    ...ladderTyped(rules),
  }
}

const metersOf = ({ meters }: SiteRulesShown['rules'], id: string): string =>
  meters.flatMap(({ name, model }) => (model === id ? [name] : [])).join('\n')
