import { Fragment } from 'react'
import { clinicalInstant } from '#base/day.ts'
import { RECALL_WORDS } from '#simulation/figure-words.ts'
import { scenarioOf } from '#simulation/scenarios.ts'
import { armWords } from '#simulation/spec.ts'
import { TRUTH_WORDS } from '#simulation/truths.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { FoundTrial, TrialShown } from '#workflow/trials-shown.ts'
import { trialHref } from './addresses.ts'
import { armsInWords, peopleInWords, tagOf } from './trial-words.ts'

/** What was asked, by whom, what became of it, and all that is needed to have it again to the bit. */
export function TrialFacts({ found: { trial, before } }: { readonly found: TrialShown }) {
  const { spec, how, rules, version, figuresHash } = trial
  const [compared] = spec.arms
  return (
    <SummaryList
      rows={[
        { key: 'State', value: <State trial={trial} /> },
        { key: 'Asked', value: `${trial.askedByName}, ${clinicalInstant(trial.askedAt)}` },
        ...(before === undefined
          ? []
          : [{ key: 'Again', value: <Again {...{ trial, before }} /> }]),
        { key: 'Invented people', value: peopleInWords(spec) },
        { key: 'Ways of dosing', value: armsInWords(spec) },
        { key: 'Compared with', value: compared === undefined ? '' : armWords(spec, compared) },
        { key: 'Tests', value: RECALL_WORDS[spec.recall] },
        {
          key: 'Models of warfarin',
          value: spec.truths.map((truth) => TRUTH_WORDS[truth]).join('; '),
        },
        {
          key: 'Assumptions',
          value: spec.scenarios.map((scenario) => scenarioOf(scenario).words).join('; '),
        },
        { key: 'Seed', value: spec.seed },
        ...(how !== 'done'
          ? []
          : [
              { key: 'Worked out by', value: `Evenkeel ${version}` },
              {
                key: 'Rules',
                value: (rules ?? []).map(({ name, hash }) => (
                  <Fragment key={name}>
                    {name}, hash <code>{hash.slice(0, 12)}</code>
                    <br />
                  </Fragment>
                )),
              },
              { key: 'Figures', value: <code>{figuresHash?.slice(0, 12)}</code> },
            ]),
      ]}
    />
  )
}

function State({ trial }: { readonly trial: FoundTrial }) {
  const { how, endedAt, endedByName } = trial
  const { colour, text } = tagOf(trial)
  return (
    <>
      <Tag colour={colour}>{text}</Tag> {endedAt !== null && clinicalInstant(endedAt)}
      {how === 'cancelled' && ` by ${endedByName}`}
      {how === 'broken-off' &&
        '. It was begun several times and never came to its end, so it is not begun again. Ask for less, and tell whoever looks after this installation.'}
    </>
  )
}

/** Whether the figures are the same as before; if not, why they may differ. */
function Again({ trial, before }: { readonly trial: FoundTrial; readonly before: FoundTrial }) {
  return (
    <>
      <a href={trialHref(before.id)}>Trial {before.number}</a> asked again.{' '}
      {sameness(trial, before)}
    </>
  )
}

function sameness(trial: FoundTrial, before: FoundTrial): string {
  if (trial.figuresHash === null || before.figuresHash === null) return ''
  if (trial.figuresHash === before.figuresHash) return 'The figures are the same to the bit.'
  return madeOf(trial) === madeOf(before)
    ? 'The figures differ, and nothing that they depend on does: tell whoever looks after this installation.'
    : 'The figures differ: another version or other rules worked them out.'
}

const madeOf = ({ version, rules }: FoundTrial): string =>
  [version, ...(rules ?? []).map(({ name, hash }) => `${name} ${hash}`)].join()
