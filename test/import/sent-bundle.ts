/** A result of a laboratory as UK Core has it, of Margaret Hargreaves; a test changes what it is about. */
export function sentObservation(
  nhsNumber: string,
  changes: Readonly<Record<string, unknown>> = {},
  person: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    resourceType: 'Observation',
    contained: [
      {
        resourceType: 'Patient',
        id: 'p1',
        identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }],
        name: [{ use: 'official', family: 'Hargreaves', given: ['Margaret'] }],
        birthDate: '1942-09-04',
        ...person,
      },
    ],
    identifier: [{ system: 'https://lab.example.nhs.uk/report', value: 'R-1' }],
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://snomed.info/sct', code: '165581004' }] },
    subject: { reference: '#p1' },
    effectiveDateTime: '2026-11-22T08:10:00+00:00',
    performer: [{ display: 'Northern Pathology' }],
    valueQuantity: {
      value: 2.6,
      unit: 'INR',
      system: 'http://unitsofmeasure.org',
      code: '{INR}',
    },
    ...changes,
  }
}

export const bundleOf = (...observations: readonly unknown[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: observations.map((resource) => ({ resource })),
  })
