export const FORECAST = '/service/forecast'
