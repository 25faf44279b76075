import { formatDoacDose } from '#clinical/doac/doac.ts'
import { indicationOf } from '#clinical/indications.ts'
import { CLOT_RISK_SOURCE, type ClotRisk } from '#clinical/procedure/clot-risk.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { OnVoidInr } from '#web/patient/dose-now.tsx'
import type { ProcedurePage } from '#workflow/procedure-page.ts'
import { doseShown } from './plan-state.ts'

/** What a plan is made from, as the record says it today. */
export function PlanFacts({ page }: { readonly page: ProcedurePage }) {
  const { facts, episode } = page
  if (facts === null) return null
  const { indication, indicationText, doac } = episode.plan
  const why = indicationOf(indication ?? '')?.label ?? indicationText
  const dose =
    facts.medicine === 'warfarin'
      ? doseShown(facts.usualUg)
      : doac?.dose
        ? formatDoacDose(doac.dose)
        : 'not known'
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Medicine', value: `${facts.medicine}, ${dose}` },
          { key: 'Taken for', value: why === '' ? 'not known' : why },
          { key: 'Risk of a clot', value: <ClotRiskShown clot={facts.clot} /> },
          ...(facts.clearanceShown === null
            ? []
            : [{ key: 'Creatinine clearance', value: facts.clearanceShown }]),
        ]}
      />
      <OnVoidInr dose={facts} />
    </>
  )
}

const RISK_WORDS: Readonly<Record<ClotRisk['kind'], string>> = {
  high: 'High',
  'not-known': 'Not known',
  'not-on-the-list': 'Not on the high-risk list',
}

/** The risk with what puts the person on the list, and what nobody has recorded. */
export function ClotRiskShown({ clot }: { readonly clot: ClotRisk }) {
  return (
    <>
      <strong>{RISK_WORDS[clot.kind]}</strong>
      {clot.because.length > 0 && `: ${clot.because.join('; ')}`}
      {clot.notKnown.length > 0 && (
        <>
          <br />
          Not on record: {clot.notKnown.join('; ')}
        </>
      )}
      <br />
      <span className="nhsuk-hint">{CLOT_RISK_SOURCE}</span>
    </>
  )
}
