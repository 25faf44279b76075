import { type FhirObject, objectIn, objectsIn, textIn } from './fhir-value.ts'
import { type FhirResources, resourceOf } from './observation-person.ts'

/** Which meter, and which strips, as they were sent. The lot is empty where it was not sent. */
export type SentMeter = { readonly serial: string; readonly lot: string }

/** @technical Limit of a number of a meter, of a lot or of a result, in characters. */
export const LONGEST_DEVICE_TEXT = 60

/** What a result of a meter says of who measured it. */
export const meterWords = ({ serial, lot }: SentMeter): string =>
  `the meter ${serial}, strips of ${lot === '' ? 'a lot that is not said' : `lot ${lot}`}`

type Fault = (field: string, code: string, message: string) => void

/**
 * The meter that an observation names: the Device that `device` refers to, by its serial number alone (H06). The lot of the
 * strips is that of the Device whose `parent` is the meter, else the lot that the meter's own Device carries.
 */
export function readSentMeter(
  observation: FhirObject,
  resources: FhirResources,
  fault: Fault,
): SentMeter | undefined {
  const device = resourceOf('Device', observation, referenceIn(observation, 'device'), resources)
  const serial = textIn(device, 'serialNumber')
  if (device === undefined || serial === '') {
    fault('device', 'meter', NO_SERIAL)
    return undefined
  }
  const lots = new Set(
    devicesOf(observation, resources)
      .filter((one) => one !== device && partOf(one, observation, resources) === device)
      .map((one) => textIn(one, 'lotNumber'))
      .filter((lot) => lot !== ''),
  )
  if (lots.size > 1) fault('device', 'strip-lots-differ', 'It names more than one lot of strips.')
  const [lot = textIn(device, 'lotNumber')] = lots
  if ([serial, lot].some((text) => text.length > LONGEST_DEVICE_TEXT)) {
    const message = `Its serial number or lot is longer than ${LONGEST_DEVICE_TEXT} characters.`
    fault('device', 'too-long', message)
  }
  return { serial, lot }
}

const referenceIn = (of: FhirObject, field: string): string =>
  textIn(objectIn(of, field), 'reference')

const devicesOf = (observation: FhirObject, { all }: FhirResources): readonly FhirObject[] => [
  ...objectsIn(observation, 'contained').filter((one) => one['resourceType'] === 'Device'),
  ...all('Device'),
]

const partOf = (device: FhirObject, observation: FhirObject, resources: FhirResources) =>
  resourceOf('Device', observation, referenceIn(device, 'parent'), resources)

const NO_SERIAL =
  'It was measured with a meter, and no Device with a serial number says with which. Enter it as a visit, with the meter and the lot of the strips, or bring in the file that the meter itself exports.'
