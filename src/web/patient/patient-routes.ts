import type { Route } from '#web/page.ts'
import { allVisitsPage } from './all-visits.tsx'
import { correctionPage, postCorrection } from './correct-result.tsx'
import { dose, postSendText, postTextSent, postTold } from './dose.tsx'
import { dosePdf } from './dose-pdf.ts'
import { earlierResult, postEarlierResult } from './earlier-result.tsx'
import { patient } from './patient.tsx'
import { postTask } from './post-task.ts'
import { failedTestIn, postVisit } from './post-visit.ts'
import { postRightPatient, rightPatientPage } from './right-patient.tsx'
import { task } from './task.tsx'

/** The patient's page, the conversation, the dose that was saved, and the tasks that wait. */
export const patientRoutes: readonly Route[] = [
  { method: 'GET', path: '/patients/:patientId', page: patient },
  { method: 'GET', path: '/patients/:patientId/visits', page: allVisitsPage },
  { method: 'GET', path: '/patients/:patientId/earlier-result', page: earlierResult },
  {
    method: 'POST',
    path: '/patients/:patientId/earlier-result',
    page: postEarlierResult,
    asksWho: () => true,
  },
  {
    method: 'POST',
    path: '/patients/:patientId/visit',
    page: postVisit,
    asksWho: (form) => failedTestIn(form) === undefined,
  },
  { method: 'GET', path: '/doses/:decisionId', page: dose },
  { method: 'POST', path: '/doses/:decisionId/told', page: postTold },
  { method: 'POST', path: '/doses/:decisionId/text-sent', page: postTextSent },
  { method: 'POST', path: '/doses/:decisionId/send-text', page: postSendText },
  { method: 'GET', path: '/doses/:decisionId/page.pdf', page: dosePdf },
  { method: 'GET', path: '/results/:resultId/correct', page: correctionPage },
  { method: 'POST', path: '/results/:resultId/correct', page: postCorrection },
  { method: 'GET', path: '/results/:resultId/right-patient', page: rightPatientPage },
  {
    method: 'POST',
    path: '/results/:resultId/right-patient',
    page: postRightPatient,
    asksWho: () => true,
  },
  { method: 'GET', path: '/tasks/:taskId', page: task },
  { method: 'POST', path: '/tasks/:taskId', page: postTask },
]
