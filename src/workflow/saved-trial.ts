import { trialDocument } from '#print/trial/trial-document.tsx'
import type { TrialReport } from '#simulation/trial-report.ts'
import { againWords } from './trial-again.ts'
import { trialCsv } from './trial-csv.ts'
import { trialJson } from './trial-json.ts'

/** A trial as the text of a file, the same as the command line writes it. */
export function savedTrial(kind: 'html' | 'csv' | 'json', report: TrialReport): string {
  switch (kind) {
    case 'html':
      return trialDocument({
        report,
        command: ['evenkeel', 'simulate', ...againWords(report.spec)],
      })
    case 'csv':
      return trialCsv(report)
    case 'json':
      return trialJson(report)
  }
}
