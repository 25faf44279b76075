/** What the two phases of active treatment mean for whoever chooses one. */
export const ACTIVE_PHASES = {
  initiating: 'Being started: a prescriber doses until two INRs in range are 7 days apart',
  maintaining: 'Maintenance: stable, dosed here by the protocol',
}
