/** The first sheet: how a clinic is held on paper, and what is not done there. */
export const WhatToDo = ({ telephone }: { readonly telephone: string }) => (
  <div className="warn">
    <h2>What to do without Evenkeel</h2>
    <ol>
      <li>
        Check who it is: name and date of birth, said by the patient. Ask the questions of the
        sheet: missed doses, bleeding, medicines, illness, procedures.
      </li>
      <li>
        Write the INR as the meter shows it, with the meter and the strips. Controls of the meter
        are due as on any day.
      </li>
      <li>
        A dose on paper is decided by a clinician who may decide doses, by name, and never by a
        calculator or by this sheet. Whoever may only accept suggestions gives no dose today: ring a
        prescriber.
      </li>
      <li>
        INR above 5.0, 1.0 or more below the target, bleeding, a new or stopped medicine, pregnancy,
        a mechanical valve with a low INR: stop, and ring a prescriber now. For serious bleeding
        999.
      </li>
      <li>
        Who is marked “do not dose” is not dosed on paper. Without a safe decision book the earliest
        test and say which dose to go on with, as a prescriber decides.
      </li>
      <li>
        Write the dose, the tablets and the next test for the patient, and let them read it back.
      </li>
      <li>
        Keep every sheet, the blank ones too: when Evenkeel is back they are entered under Service,
        Entered from paper, until none is left.
      </li>
    </ol>
    <p>The site: {telephone}</p>
  </div>
)
