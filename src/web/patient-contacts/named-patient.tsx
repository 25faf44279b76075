import { clinicalDate, isDay } from '#base/day.ts'
import { Tag } from '#web/parts/tag.tsx'
import { patientHref } from './addresses.ts'

type Props = {
  readonly patientId: string
  /** `HARGREAVES, Margaret` */
  readonly name: string
  readonly dateOfBirth: string | null
  /** Somebody else on this list has the same or a similar name. */
  readonly hasNamesake?: boolean
}

/** A person on a list of several, with the birth that tells two of one name apart (H01). */
export function NamedPatient({ patientId, name, dateOfBirth, hasNamesake = false }: Props) {
  return (
    <>
      <a href={patientHref(patientId)}>{name}</a>{' '}
      {isDay(dateOfBirth) && <span className="evk-born">born {clinicalDate(dateOfBirth)}</span>}
      {hasNamesake && (
        <>
          {' '}
          <Tag colour="yellow">Similar name</Tag>
        </>
      )}
    </>
  )
}
