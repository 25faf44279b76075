/** The version of Evenkeel, as package.json has it: stands beside whatever must be made again one day. */
export const VERSION = '0.1.0'
