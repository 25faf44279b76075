import { day } from '#base/day.ts'
import { CONTRADICTIONS, OBLIGATIONS } from './sheffield-2020-21-notes.ts'
import type { ServiceSpecification } from './specification.ts'

const EVERYBODY = ['gp-practice', 'community-pharmacy'] as const
const SOP =
  'Standard operating procedure for the provision of level 3, 4 and 5 anticoagulation service, NHS Sheffield Clinical Commissioning Group, April 2017'

/**
 * Anti-coagulation Monitoring Levels 3, 4 and 5, NHS Sheffield Clinical Commissioning Group, 1 April 2020 to 31 March 2021
 * (S1-S32). Figures, clocks and criteria are the document's; what it leaves open or says twice is in `contradictions`.
 */
export const SHEFFIELD_2020_21: ServiceSpecification = {
  id: 'sheffield-2020-21',
  version: 1,
  title: 'Anti-coagulation Monitoring Levels 3, 4 and 5',
  commissioner: 'NHS Sheffield Clinical Commissioning Group',
  source: 'Schedule 2 Part A, Service Specification No. 02, 1 April 2020 to 31 March 2021',
  period: { from: day('2020-04-01'), to: day('2021-03-31') },
  reviewMonth: 3,
  medicines: ['warfarin'],
  levels: [
    {
      level: 3,
      name: 'Sample by the provider, measured by a laboratory, dosed by the provider; includes self-monitoring',
      providers: EVERYBODY,
      methods: ['laboratory', 'own-meter'],
    },
    {
      level: 4,
      name: 'Measured near the patient and dosed by the provider',
      providers: EVERYBODY,
      methods: ['provider-meter'],
    },
    {
      level: 5,
      name: 'Warfarin initiated for atrial fibrillation in general practice (optional)',
      providers: ['gp-practice'],
      methods: [],
    },
  ],
  active: { kind: 'last-day-unless-suspended-throughout' },
  components: [
    {
      id: 'level-3',
      name: 'Level 3 (including self-monitoring)',
      basisAsPrinted:
        'Price per active patient per month. Payment is per patient paid on a quarterly basis',
      pricePence: 1325,
      basis: { kind: 'active-patient-month', level: 3 },
      providers: EVERYBODY,
    },
    {
      id: 'level-4',
      name: 'Level 4',
      basisAsPrinted:
        'Price per active patient per month. Payment is per patient paid on a quarterly basis',
      pricePence: 1775,
      basis: { kind: 'active-patient-month', level: 4 },
      providers: EVERYBODY,
    },
    {
      id: 'level-5',
      name: 'Level 5',
      basisAsPrinted:
        'Price is a one off payment per patient initiated on warfarin for atrial fibrillation. Payment is per patient paid on a quarterly basis',
      pricePence: 5000,
      basis: { kind: 'once-per-patient', for: 'initiated-in-atrial-fibrillation' },
      providers: ['gp-practice'],
    },
    {
      id: 'home-visit',
      name: 'Home visits',
      basisAsPrinted:
        'Price per visit. Payment is per visit carried out by Provider staff. A maximum of 12 visits per patient per year is permitted',
      pricePence: 600,
      basis: {
        kind: 'per-item',
        item: 'home-visit',
        levels: [3, 4],
        cap: { most: 12, within: 'contract-year' },
      },
      providers: EVERYBODY,
    },
  ],
  returns: [
    {
      id: 'monthly-activity',
      name: 'Monthly activity',
      every: 'month',
      lines: [
        { id: 'active-level-3', name: 'Patients on the register managed at level 3' },
        { id: 'active-level-4', name: 'Patients on the register managed at level 4' },
        { id: 'initiated-level-5', name: 'New patients initiated at level 5' },
        { id: 'home-visits', name: 'Home visits carried out' },
      ],
      due: { kind: 'working-day-of-next-month', nth: 15 },
      reminders: [10, 13],
    },
  ],
  paid: 'quarterly',
  decisionSupport: {
    named: 'INRstar advised; another approved system may be used',
    cost: 'Within the price per patient. Of a dearer system only the equivalent cost of INRstar is.',
  },
  codes: [
    {
      contact: 'monitoring',
      systmOne: 'XaMh8',
      emisWeb: '66QD.',
      asPrinted: '66QD',
      status: 'unverified',
    },
    {
      contact: 'home-visit',
      systmOne: 'XaQyK',
      emisWeb: '9k27.',
      asPrinted: '9K27',
      status: 'unverified',
    },
    {
      contact: 'self-monitoring',
      systmOne: 'XaNbr',
      emisWeb: '66QE.',
      asPrinted: '66QE',
      status: 'unverified',
    },
  ],
  register: [
    'the clinical reason for warfarinisation',
    "the Service User's name and date of birth",
    'the indication for and duration of treatment',
    'computerised linkage of medication to indication for treatment',
    'dosing decisions',
    'target INR',
    'relevant clinical history, examination findings and test results',
  ],
  reassessment: [
    '2 INRs > 5 in the last 6 months',
    '1 INR > 8 in the last 6 months',
    '2 INRs < 1.5 in the last 6 months (without planned interruptions)',
    'Time in therapeutic range < 65 %',
  ],
  quality: [
    {
      id: 'monitored',
      name: 'All patients are monitored in line with the standard operating procedure',
      thresholdPercent: 100,
      measuredBy: 'Commissioner audit through analytics, and the electronic audit questionnaire',
      consequence: 'Action plan; then General Condition 9 (Contract Management)',
    },
    {
      id: 'not-managed-reported',
      name: 'Each occasion where a patient has not been managed through the service is a significant event analysis',
      thresholdPercent: 100,
      measuredBy: 'Significant event form',
      consequence: 'Action plan; then General Condition 9 (Contract Management)',
      clock: { kind: 'working-days-after', event: 'the provider being made aware', days: 5 },
    },
    {
      id: 'bleeding-reported',
      name: 'Each recorded bleeding episode is submitted to the commissioner',
      thresholdPercent: 100,
      measuredBy: 'Significant event analysis',
      consequence: 'Action plan; then General Condition 9 (Contract Management)',
      clock: { kind: 'working-days-after', event: 'the provider being made aware', days: 5 },
    },
  ],
  actionPlan: {
    workingDays: 10,
    parts: ['clear actions', 'clear leads', 'clear timescales'],
    otherwise: 'General Condition 9 (Contract Management)',
  },
  audit: {
    timesAYear: 2,
    by: 'Extraction through analytics, or submissions of the provider, and an electronic questionnaire',
    thenQuarterly:
      'Data of each provider with areas for improvement highlighted, for its action plans',
  },
  population:
    'Every patient registered with a Sheffield general practice, or ordinarily resident in Sheffield and registered with none. Where a practice cannot provide the service the patient is signposted to where it is available.',
  acceptance: `As in the ${SOP}`,
  standards: [
    'NICE CG180, Atrial fibrillation management, June 2014',
    'National Patient Safety Agency, guidance on anticoagulants',
    'Keeling et al., Guidelines on oral anticoagulation with warfarin, fourth edition, June 2011',
    SOP,
  ],
  obligations: OBLIGATIONS,
  contradictions: CONTRADICTIONS,
}
