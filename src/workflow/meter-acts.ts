import { giveUpLicence, recordLicence, renewLicence } from './keep-licences.ts'
import { correctModel, registerMeter, returnMeter, withdrawMeter } from './keep-meters.ts'
import { blockLot, registerLot, releaseLot } from './keep-strip-lots.ts'
import { layMeterFileAside, nameMeterColumns } from './name-meter-columns.ts'
import { recordControl } from './record-control.ts'
import { recordSurvey, recordSurveyAction } from './record-survey.ts'

/** The acts on meters, their files, strips and controls, by the names of their files. */
export const METER_ACTS = {
  'register-meter': registerMeter,
  'correct-meter-model': correctModel,
  'withdraw-meter': withdrawMeter,
  'return-meter': returnMeter,
  'register-lot': registerLot,
  'block-lot': blockLot,
  'release-lot': releaseLot,
  'record-control': recordControl,
  'record-survey': recordSurvey,
  'record-survey-action': recordSurveyAction,
  'record-licence': recordLicence,
  'renew-licence': renewLicence,
  'give-up-licence': giveUpLicence,
  'name-meter-columns': nameMeterColumns,
  'lay-meter-file-aside': layMeterFileAside,
} as const
