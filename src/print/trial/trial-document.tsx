// A trial of ways of dosing as one file: no script, nothing from elsewhere, so that it can be sent, printed and kept.
import { Fragment, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { NOT_FOR_CLINICAL_USE } from '#base/notice.ts'
import { formatTenths } from '#clinical/inr.ts'
import { RECALL_WORDS } from '#simulation/figure-words.ts'
import { scenarioOf } from '#simulation/scenarios.ts'
import { armWords } from '#simulation/spec.ts'
import type { TrialReport } from '#simulation/trial-report.ts'
import { TRUTH_WORDS } from '#simulation/truths.ts'
import { wholeWords } from './number-words.ts'
import { Sensitivity } from './sensitivity.tsx'
import { domainsOf, SettingSection } from './setting-section.tsx'
import { TRIAL_STYLE } from './trial-style.ts'

/** A browser fetches and runs nothing for this document, whatever it holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

type Props = {
  readonly report: TrialReport
  /** The words that make this report again; none where no words can. */
  readonly command: readonly string[]
}

/** The report as a whole document. No clock: the same trial is the same bytes. */
export const trialDocument = (props: Props): string =>
  `<!DOCTYPE html>\n${renderToStaticMarkup(<TrialDocument {...props} />)}\n`

const TITLE = 'Ways of dosing compared on invented people'

function TrialDocument({ report, command }: Props) {
  const { settings } = report
  const domains = domainsOf(settings)
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${TITLE} - Evenkeel`}</title>
        <style>{TRIAL_STYLE}</style>
      </head>
      <body>
        <header>Evenkeel: the virtual clinic</header>
        <main>
          <h1>{TITLE}</h1>
          <div className="invented">
            <p>
              <strong>These are invented people.</strong> Nobody in this report exists, nobody was
              dosed by it, and nothing in it was measured in a patient.
            </p>
          </div>
          <Asked report={report} command={command} />
          <Sensitivity report={report} />
          {settings.map((setting) => (
            <SettingSection
              key={`${setting.truth} ${setting.scenario}`}
              setting={setting}
              domains={domains}
            />
          ))}
        </main>
        <footer>
          <p>
            Evenkeel {report.version}. Invented people. {NOT_FOR_CLINICAL_USE}
          </p>
        </footer>
      </body>
    </html>
  )
}

/** What was asked, and all that is needed to make it again to the bit. */
function Asked({ report: { spec, version, rules }, command }: Props) {
  const { target } = spec
  const arms = spec.arms.map((arm) => armWords(spec, arm))
  return (
    <section className="card">
      <h2>What was asked</h2>
      <dl>
        <Fact name="Invented people">
          {wholeWords(spec.patients)}, the same ones under each arm, for {wholeWords(spec.days)}{' '}
          days
        </Fact>
        <Fact name="Target range">
          INR {formatTenths(target.lowTenths)} to {formatTenths(target.highTenths)}
        </Fact>
        <Fact name="Arms">{arms.join('; ')}</Fact>
        <Fact name="Compared with">{arms[0] ?? 'none'}</Fact>
        <Fact name="Truths">{spec.truths.map((truth) => TRUTH_WORDS[truth]).join('; ')}</Fact>
        <Fact name="Scenarios">{spec.scenarios.map((id) => scenarioOf(id).words).join('; ')}</Fact>
        <Fact name="Tests">{RECALL_WORDS[spec.recall]}</Fact>
        <Fact name="Seed">{spec.seed}</Fact>
        <Fact name="Version">Evenkeel {version}</Fact>
        <Fact name="Rules of the product">
          {rules.map(({ name, hash }) => (
            <Fragment key={name}>
              {name}, hash <code>{hash}</code>
              <br />
            </Fragment>
          ))}
          Each of its protocols runs by these values.
        </Fact>
        <Fact name="To make it again">
          {command.length === 0 &&
            'On the page on which it was asked, which has the rules of the site'}
          <code>
            {command.map((word) => (
              <Fragment key={word}>
                <span>{word}</span>{' '}
              </Fragment>
            ))}
          </code>
        </Fact>
      </dl>
    </section>
  )
}

const Fact = (props: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </>
)
