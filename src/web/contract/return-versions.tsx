import { clinicalInstant } from '#base/day.ts'
import type { Return } from '#contract/specification.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { MonthReturn } from '#workflow/month-end.ts'
import { AGAIN_REASONS } from '#workflow/submit-return.ts'
import { Adjustments } from './return-words.tsx'

type Props = {
  /** The newest first, with or without the records behind the figures. */
  readonly versions: readonly Omit<MonthReturn['versions'][number], 'facts' | 'signedBy'>[]
  readonly lines: Return['lines']
}

/** Every version of a return as it was signed. */
export function ReturnVersions({ versions, lines }: Props) {
  return (
    <>
      <h2 className="nhsuk-heading-m">What was submitted</h2>
      {versions.map((version) => (
        <section key={version.id}>
          <SummaryList
            rows={[
              { key: 'Version', value: `${version.version}` },
              {
                key: 'Submitted',
                value: `${clinicalInstant(version.submittedAt)}, signed by ${version.signedName}`,
              },
              ...(version.reason === null
                ? []
                : [{ key: 'Why again', value: reasonInWords(version.reason) }]),
              ...lines.map(({ id, name }) => ({ key: name, value: `${version.figures[id]}` })),
              {
                key: 'By',
                value: `${version.specificationId}, version ${version.specificationVersion}; contract version ${version.contractVersion}`,
              },
              {
                key: 'Fingerprint',
                value: <code className="evk-hash">{version.hash}</code>,
              },
            ]}
          />
          {version.adjustments.length > 0 && (
            <Adjustments
              caption={`What version ${version.version} said about earlier months`}
              adjustments={version.adjustments}
              lines={lines}
            />
          )}
        </section>
      ))}
    </>
  )
}

const reasonInWords = (code: string): string =>
  Object.entries(AGAIN_REASONS).find(([known]) => known === code)?.[1] ?? code
