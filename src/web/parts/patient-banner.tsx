import { classNames } from './class-names.ts'
import { Tag, type TagColour } from './tag.tsx'

export type BannerFlag = { readonly text: string; readonly colour?: TagColour }

export type PatientBannerProps = {
  /** `HARGREAVES, Margaret (Mrs)` */
  readonly name: string
  readonly preferredName?: string | undefined
  /** `04-Sep-1942`, or `Not known` in words. */
  readonly born: string
  /** `84y`; its place is taken by the age at death. */
  readonly age?: string | undefined
  readonly sex: string
  readonly sexLabel?: 'Sex' | 'Gender'
  /** `999 025 9003`, or `Not known` in words. */
  readonly nhsNumber: string
  readonly died?: { readonly on: string; readonly age: string } | undefined
  readonly flags?: readonly BannerFlag[]
  /** `Warfarin, Atrial fibrillation, target 2.5`: each course that runs, on every width. */
  readonly treatment: readonly string[]
  /** What nobody may overlook, on every width: two anticoagulants at once. */
  readonly warning?: string | undefined
  /** Where the patient's page is, on a page that is not it. */
  readonly href?: string | undefined
}

/**
 * Whose page this is: on every page of one patient, on no page of several, never scrolled away. Order, labels and
 * formats of the NHS patient banner (ISB 1505); on a narrow screen without the sex. The treatment has a line of its own beneath.
 */
export function PatientBanner(props: PatientBannerProps) {
  const { born, age, died } = props
  return (
    <section
      className={classNames('evk-banner', died && 'evk-banner--died')}
      aria-label="Patient"
      id="patient-banner"
    >
      <div className="evk-banner__line evk-width">
        <Name {...props} />
        <dl className="evk-banner__facts">
          <Fact label="Born" value={age && !died ? `${born} (${age})` : born} />
          {died && <Fact label="Died" value={died.on} />}
          {died && <Fact label="Age at death" value={died.age} />}
          <Fact label={props.sexLabel ?? 'Gender'} value={props.sex} isWideOnly />
          <Fact label="NHS No." value={props.nhsNumber} isNhsNumber />
        </dl>
        <Flags flags={props.flags ?? []} />
        <Treatment courses={props.treatment} />
        {props.warning !== undefined && (
          <p className="evk-banner__warning">
            <Tag colour="red">{props.warning}</Tag>
          </p>
        )}
      </div>
    </section>
  )
}

function Name({ name, preferredName, href }: PatientBannerProps) {
  return (
    <p className="evk-banner__name">
      {href === undefined ? <strong>{name}</strong> : <a href={href}>{name}</a>}
      {preferredName && (
        <span className="evk-banner__preferred">Likes to be called {preferredName}</span>
      )}
    </p>
  )
}

type FactProps = {
  readonly label: string
  readonly value: string
  readonly isWideOnly?: boolean
  readonly isNhsNumber?: boolean
}

function Fact({ label, value, isWideOnly, isNhsNumber }: FactProps) {
  return (
    <div className={classNames('evk-banner__fact', isWideOnly && 'evk-banner__wide')}>
      <dt>{label}</dt>
      <dd className={isNhsNumber ? 'evk-banner__number' : undefined}>{value}</dd>
    </div>
  )
}

function Treatment({ courses }: { readonly courses: readonly string[] }) {
  return (
    <ul className="evk-banner__treatment" aria-label="Treatment">
      {courses.map((course) => (
        <li key={course}>{course}</li>
      ))}
    </ul>
  )
}

function Flags({ flags }: { readonly flags: readonly BannerFlag[] }) {
  if (flags.length === 0) return null
  return (
    <p className="evk-banner__flags">
      {flags.map(({ text, colour }) => (
        <Tag key={text} colour={colour}>
          {text}
        </Tag>
      ))}
    </p>
  )
}
