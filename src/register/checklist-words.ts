import { clinicalDate, type Day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import {
  ANTIPLATELET_ANSWERS,
  BASELINE_TEST_WORDS,
  BASELINE_TESTS,
  type InitiationChecklist,
  STATEMENTS,
  WARFARIN_REASONS,
} from './initiation-checklist.ts'
import type { Fact } from './patient-words.ts'

/** What was answered before the first dose, in the order of its form. */
export function checklistFacts(checklist: InitiationChecklist, firstOn: Day): readonly Fact[] {
  const { whyWarfarin, whyNote, antiplatelets, baselineInr, baselineInrOn } = checklist
  const why = [WARFARIN_REASONS[whyWarfarin], ...(whyNote === '' ? [] : [whyNote])].join('. ')
  const tests = BASELINE_TESTS.map(
    (test) => `${BASELINE_TEST_WORDS[test]} ${clinicalDate(checklist.testedOn[test])}`,
  )
  return [
    { field: 'firstOn', label: 'First dose', value: clinicalDate(firstOn) },
    { field: 'whyWarfarin', label: 'Why warfarin and not a DOAC', value: why },
    {
      field: 'antiplatelets',
      label: 'Antiplatelets and NSAIDs',
      value: ANTIPLATELET_ANSWERS[antiplatelets],
    },
    {
      field: 'confirmed',
      label: 'Confirmed',
      value: checklist.confirmed.map((statement) => STATEMENTS[statement]).join('. '),
    },
    {
      field: 'baselineInr',
      label: 'Baseline INR',
      value: `${formatInr(baselineInr)} on ${clinicalDate(baselineInrOn)}`,
    },
    ...(checklist.haematologyAdvice === ''
      ? []
      : [
          {
            field: 'haematologyAdvice',
            label: 'Haematology advice',
            value: checklist.haematologyAdvice,
          },
        ]),
    { field: 'baselineTests', label: 'Baseline tests', value: tests.join(', ') },
  ]
}
