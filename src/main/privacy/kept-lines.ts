import { IDLE_MS } from '../../rooms/accounts/rules.ts'
import { BOOKING_KEPT_DAYS, WAITING_DAYS } from '../../rooms/bookings/rules/booking.ts'
import { HALF_DAY_MS } from '../../rooms/bookings/rules/half-days.ts'
import { MISS_KEPT_DAYS } from '../../rooms/bookings/rules/misses.ts'
import { EPOCH_DAYS } from '../../rooms/conversations/rules/epochs.ts'
import type { ProgramSettings } from '../../rooms/programs/rules/settings.ts'
import { KEPT_DAYS as REQUEST_KEPT_DAYS } from '../../rooms/requests/rules.ts'
import { KEPT_DAYS } from '../../sealed/kept-days.ts'
import type { PrivacyWords } from './words.ts'

export interface KeptLine {
  readonly what: string
  readonly by: string
  readonly until: string
}

const MINUTE_MS = 60_000, HOUR_MS = 60 * MINUTE_MS

/** What is kept, who can read it, and how long: from the rules that the server follows and the settings of this program. */
export function keptLines(w: PrivacyWords, settings: ProgramSettings): KeptLine[] {
  const line = (what: string, by: string, until: string): KeptLine => ({ what, by, until })
  const tie = w.kept_tie_until(HALF_DAY_MS / HOUR_MS, (2 * HALF_DAY_MS) / HOUR_MS)
  return [
    line(w.kept_account, w.by_operator, w.kept_account_until),
    line(w.kept_arrival, w.by_nobody, w.kept_arrival_until),
    line(w.kept_session, w.by_operator, w.kept_session_until(IDLE_MS.student / MINUTE_MS)),
    line(w.kept_device, w.by_you, w.kept_device_until(KEPT_DAYS)),
    line(w.kept_tie, w.by_operator, `${w.kept_ahead(settings.horizonDays)}; ${tie}`),
    line(w.kept_note, w.by_two, tie),
    line(w.kept_times, w.by_operator, w.kept_days(BOOKING_KEPT_DAYS)),
    line(w.kept_waiting, w.by_operator, w.kept_waiting_until(WAITING_DAYS)),
    line(w.kept_missed, w.by_operator, w.kept_days(MISS_KEPT_DAYS)),
    ...(settings.formats.includes('messaging') ? [
      line(w.kept_request, w.kept_request_by, w.kept_request_until(REQUEST_KEPT_DAYS, settings.responseHours)),
      line(w.kept_messages, w.by_two, w.kept_messages_until(settings.conversationDays, EPOCH_DAYS)),
      line(w.kept_report, w.kept_report_by, w.kept_report_until(settings.reportDays)),
      line(w.kept_rest, w.kept_report_by, w.kept_rest_until(settings.suspensionDays)),
    ] : []),
    ...(settings.emergencyContact ? [line(w.kept_emergency, w.kept_emergency_by, w.kept_emergency_until)] : []),
    line(w.kept_record, w.kept_record_by, w.kept_record_until),
  ]
}
