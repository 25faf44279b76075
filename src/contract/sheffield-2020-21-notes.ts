import type { ServiceSpecification } from './specification.ts'

/** What the specification of Sheffield asks besides, by requirement. */
export const OBLIGATIONS: ServiceSpecification['obligations'] = [
  {
    id: 'S7',
    says: 'Where treatment is initiated in primary care: an individual management plan with diagnosis, planned duration and therapeutic range',
  },
  {
    id: 'S8',
    says: "A review of the Service User's health at initial diagnosis and at least annually, with potential complications and the monitoring records",
  },
  {
    id: 'S9',
    says: 'An effective system of call, recall and assessment at the intervals of the standard operating procedure, evidenced in the record',
  },
  {
    id: 'S11',
    says: 'The same entries in the electronic clinical record and in the decision support software',
  },
  {
    id: 'S12',
    says: 'A record of bleeding episodes requiring admission and of deaths caused by anticoagulants, reported as incidents',
  },
  { id: 'S15', says: 'Licences in place and up to date for the level of service provided' },
  {
    id: 'S16',
    says: 'At level 4, meters meet the agreed standards for medical devices; strips are not prescribed on FP10 except for self-monitoring',
  },
  {
    id: 'S17',
    says: "A patient's own meter: used correctly, compared with a venous sample or quality control at least annually, classed level 3",
  },
  {
    id: 'S18',
    says: 'Service Users, carers and support staff can use self-monitoring equipment; the national patient-held booklet is given',
  },
  {
    id: 'S19',
    says: 'Consent to the commissioner seeing non-patient-identifiable data through analytics',
  },
  {
    id: 'S20',
    says: 'Near-patient testing takes part in NEQAS, with its subscription in place; the cost is within the price',
  },
  {
    id: 'S22',
    says: "Where somebody other than the Service User's own GP provides the service, the standard operating procedure is followed",
  },
]

/** What it leaves open or says twice, and what is done about each. */
export const CONTRADICTIONS: ServiceSpecification['contradictions'] = [
  {
    at: 'Cover and Schedule 2 Parts C and K',
    says: 'The specification is No. 02 on its cover and No. 04 in its schedules',
    decided: 'No. 02, with the title',
  },
  {
    at: 'Schedule 3 Part A',
    says: '"Active patient" is paid for and not defined',
    decided:
      "Under the provider's responsibility on the last day of the month, and not suspended on every day of it; a parameter of this specification, shown with each claim",
  },
  {
    at: 'Schedule 2 Part B',
    says: 'The indicative activity is "Xxx", the cumulative total of active patients reported each month, of which a twelfth is the number of patients',
    decided: 'Counted, and never planned here',
  },
  {
    at: 'Schedule 3 Part A and Schedule 2 Part C',
    says: 'Home visits are capped at 12 "per patient per year", with no year named',
    decided:
      'The contract year, from 1 April; the cap follows the patient from one provider to another',
  },
  {
    at: 'Schedule 6 Part C',
    says: 'Audit reports go out in December 2019 and May 2019, before the period of the specification, the second of them before the first',
    decided: 'Twice a year within the contract; no date is taken from these',
  },
  {
    at: 'Schedule 6 Part C and Schedule 3 Part A',
    says: 'Activity is reported monthly and paid quarterly',
    decided:
      'The claim of a quarter is made of its three returns, with later adjustments, and reconciles with them',
  },
  {
    at: 'Section 4.1',
    says: 'NICE CG180 of June 2014 is named; whether it is superseded is for whoever renews the specification to look up',
    decided: 'Kept as printed',
  },
  {
    at: 'Section 3.2 b',
    says: 'The code of a home visit is printed 9K27; Read codes are case-sensitive, and 9K27 with a capital does not exist',
    decided: '9k27. is sent',
  },
  {
    at: 'Sections 3.2 b and Schedule 4 Part C',
    says: 'A bleed is reported as an incident through INRstar and as a significant event analysis to the commissioner',
    decided:
      'One event, from which both are made; the clock of 5 working days is that of the analysis',
  },
  {
    at: 'Schedule 4 Part C',
    says: 'Clocks are in working days and in Operational Days',
    decided: 'Both are Monday to Friday without bank holidays of England and Wales',
  },
]
