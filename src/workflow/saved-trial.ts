import { trialDocument } from '#print/trial/trial-document.tsx'
import type { TrialSpec } from '#simulation/spec.ts'
import type { TrialReport } from '#simulation/trial-report.ts'
import { againWords } from './trial-again.ts'
import { trialCsv } from './trial-csv.ts'
import { trialJson } from './trial-json.ts'

/** A trial as the text of a file, the same as the command line writes it. */
export function savedTrial(kind: 'html' | 'csv' | 'json', report: TrialReport): string {
  switch (kind) {
    case 'html':
      return trialDocument({ report, command: commandOf(report.spec) })
    case 'csv':
      return trialCsv(report)
    case 'json':
      return trialJson(report)
  }
}

/** The command line has no rules of a site. */
const commandOf = (spec: TrialSpec): readonly string[] =>
  spec.rules === undefined ? ['evenkeel', 'simulate', ...againWords(spec)] : []
