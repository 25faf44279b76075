import { renderToStaticMarkup } from 'react-dom/server'
import { clinicalDate, clinicalInstant, type Day, weekdayName } from '#base/day.ts'
import { NOT_FOR_CLINICAL_USE } from '#base/notice.ts'
import type { PackDose, PackPerson, PaperPack } from './pack-words.ts'
import { PaperSlip } from './paper-slip.tsx'
import { WhatToDo } from './what-to-do.tsx'

/** The sheets of a pack, without a page around them: they are sealed, and shown in a page that opens them. */
export const packSheets = (pack: PaperPack): string => renderToStaticMarkup(<Sheets {...pack} />)

/** Sheets for people whom nobody expected. @technical as many as a morning's clinic has slots */
const BLANK_SHEETS = 12

const Sheets = (pack: PaperPack) => (
  <>
    <h1>Clinic pack: {pack.providerName}</h1>
    <p>
      For {longDay(pack.from)} to {longDay(pack.through)}. As at {clinicalInstant(pack.madeAt)}:
      what was done since is not in it. Confidential: shred after use. {NOT_FOR_CLINICAL_USE}
    </p>
    {pack.isReconciling && (
      <p className="warn">
        <strong>Nobody is dosed from these sheets alone.</strong> The database was restored, and
        doses given since may be missing. Ask each patient what they take.
      </p>
    )}
    <WhatToDo telephone={pack.telephone} />
    <Lists pack={pack} />
    {pack.people.map((person, nth) => (
      <Person
        key={`${person.nhsNumber} ${person.name}`}
        person={person}
        number={nth + 1}
        pack={pack}
      />
    ))}
    <div className="sheet">
      <h2>Sheets for anybody else</h2>
      {Array.from({ length: BLANK_SHEETS }, (_, nth) => pack.people.length + nth + 1).map((nth) => (
        <PaperSlip key={nth} number={slipNumber(pack, nth)}>
          Name, date of birth, NHS number: ______________________________________
        </PaperSlip>
      ))}
    </div>
  </>
)

const slipNumber = ({ from }: PaperPack, nth: number): string => `${from}-${nth}`

function Lists({ pack }: { readonly pack: PaperPack }) {
  const booked = pack.people.filter(({ bookedOn }) => bookedOn !== null)
  const days = [...new Set(booked.map(({ bookedOn }) => bookedOn as Day))].sort()
  const others = pack.people.filter(({ bookedOn }) => bookedOn === null)
  return (
    <>
      <h2>Who is expected</h2>
      {pack.people.length === 0 && <p>Nobody is booked, due or overdue.</p>}
      {days.map((on) => (
        <List
          key={on}
          caption={longDay(on)}
          pack={pack}
          people={booked.filter(({ bookedOn }) => bookedOn === on)}
        />
      ))}
      {others.length > 0 && (
        <List caption="Due or overdue, without an appointment" pack={pack} people={others} />
      )}
    </>
  )
}

const List = (props: {
  readonly caption: string
  readonly pack: PaperPack
  readonly people: readonly PackPerson[]
}) => (
  <div className="scroll">
    <table>
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th>Time</th>
          <th>Patient</th>
          <th>Born</th>
          <th>NHS number</th>
          <th>Test due</th>
          <th>Sheet</th>
        </tr>
      </thead>
      <tbody>
        {props.people.map((person) => {
          const number = props.pack.people.indexOf(person) + 1
          return (
            <tr key={number}>
              <td>{person.time}</td>
              <td>
                <a href={`#person-${number}`}>{person.name}</a>
              </td>
              <td>{clinicalDate(person.dateOfBirth)}</td>
              <td>{person.nhsNumber}</td>
              <td>{person.dueOn === null ? 'no date' : clinicalDate(person.dueOn)}</td>
              <td className="n">{number}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  </div>
)

const Person = (props: {
  readonly person: PackPerson
  readonly number: number
  readonly pack: PaperPack
}) => {
  const { person, number, pack } = props
  const who = `${person.name}, born ${clinicalDate(person.dateOfBirth)}, NHS No. ${person.nhsNumber}`
  return (
    <section className="person" id={`person-${number}`}>
      <h2>{who}</h2>
      {person.warnings.length > 0 && (
        <div className="warn">
          <strong>{person.warnings.join('. ')}</strong>
        </div>
      )}
      <Facts facts={person.plan} />
      <p>
        <strong>Taken as far as known:</strong> {person.taken}
      </p>
      {person.inForce === null ? (
        <p>No page of doses is in force.</p>
      ) : (
        <InForce dose={person.inForce} />
      )}
      <Visits person={person} />
      <Facts facts={person.contact} />
      <PaperSlip number={slipNumber(pack, number)}>{who}</PaperSlip>
    </section>
  )
}

const Facts = ({ facts }: { readonly facts: PackPerson['plan'] }) => (
  <dl>
    {facts.flatMap(([name, text]) => [
      <dt key={name}>{name}</dt>,
      <dd key={`${name} is`}>{text}</dd>,
    ])}
  </dl>
)

const InForce = ({ dose }: { readonly dose: PackDose }) => (
  <div className="scroll">
    <table>
      <caption>
        Dose in force, decided by {dose.decidedBy} on {clinicalDate(dose.decidedOn)}. Next test{' '}
        {clinicalDate(dose.nextTestOn)}
      </caption>
      <thead>
        <tr>
          <th>From</th>
          <th>To</th>
          <th className="n">Each day</th>
          <th>Tablets</th>
        </tr>
      </thead>
      <tbody>
        {dose.runs.map(({ from, to, dose: each, tablets }) => (
          <tr key={from}>
            <td>{longDay(from)}</td>
            <td>{longDay(to)}</td>
            <td className="n">{each}</td>
            <td>{tablets}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {dose.runs.length === 0 && (
      <p>
        <strong>That page has no dose for today or later: no dose is in force.</strong>
      </p>
    )}
  </div>
)

const Visits = ({ person }: { readonly person: PackPerson }) =>
  person.visits.length === 0 ? (
    <p>No INR is on record.</p>
  ) : (
    <div className="scroll">
      <table>
        <caption>Last results</caption>
        <thead>
          <tr>
            <th>Date</th>
            <th className="n">INR</th>
            <th>Dose decided on it</th>
            <th>Next test</th>
          </tr>
        </thead>
        <tbody>
          {person.visits.map(({ on, inr, dose, nextTestOn }, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two results of one day may be the same
            <tr key={`${on} ${nth}`}>
              <td>{clinicalDate(on)}</td>
              <td className="n">{inr}</td>
              <td>{dose}</td>
              <td>{nextTestOn === null ? '' : clinicalDate(nextTestOn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

const longDay = (on: Day): string => `${weekdayName(on)} ${clinicalDate(on)}`
