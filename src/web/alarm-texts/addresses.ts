export const ALARM_TEXTS = '/service/alarm-texts'

export const alarmTextHref = (code: string): string => `${ALARM_TEXTS}/${code}`
