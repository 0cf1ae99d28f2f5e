/** What other rooms may ask of this one. */
export { isMetToken } from './actions/keyring.ts'
export { busyTimes, markDelivered } from './actions/duty.ts'
export { excuseSupporter, forgetWhoMet, voidUnclaimed } from './actions/upkeep.ts'
export { bookingsHeld } from './actions/held.ts'
export { callOffBookingsOf, coverSupporter } from './actions/safety.ts'
