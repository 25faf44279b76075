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

/** What makes of it a result of the meter UQ 0012345 and of strips of lot L 62210: their Devices stand in the file. */
export const ofMeter = (
  meter: Readonly<Record<string, unknown>> = {},
  strips: Readonly<Record<string, unknown>> = {},
) => ({
  observation: {
    category: undefined,
    performer: undefined,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '440432009' }] },
    device: { reference: 'Device/m1' },
  },
  devices: [
    { resourceType: 'Device', id: 'm1', serialNumber: 'UQ 0012345', ...meter },
    {
      resourceType: 'Device',
      id: 's1',
      parent: { reference: 'Device/m1' },
      lotNumber: 'L 62210',
      ...strips,
    },
  ],
})
