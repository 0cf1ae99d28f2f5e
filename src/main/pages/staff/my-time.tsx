import { listDuty } from '../../../rooms/bookings/client.ts'
import { DutyDay } from '../../../rooms/bookings/screens/duty-day.tsx'
import { MyHoursScreen } from '../../../rooms/hours/screens/my-hours.tsx'
import { OfferedRequests } from '../../../rooms/requests/screens/offered-requests.tsx'
import { MyProfileScreen } from '../../../rooms/supporters/screens/my-profile.tsx'
import { isRefusal, useLoad } from '../../../ui/use-load.ts'

const AHEAD_MS = 28 * 86_400_000

/** The meetings that stand in the coming weeks: whoever pauses or takes an hour out should know of them. */
function useMeetingsAhead() {
  const load = useLoad(async () => {
    const now = Date.now()
    const found = await listDuty(now, now + AHEAD_MS)
    return isRefusal(found) ? [] : found.filter((booking) => booking.state === 'standing')
  }, [])
  return load.state === 'here' ? load.data : []
}

/** Who would like to write comes before the times of the day: somebody waits for an answer. */
export const MyDayPage = () => <DutyDay before={<OfferedRequests quiet />} />

export const MyHoursPage = () => <MyHoursScreen meetings={useMeetingsAhead()} />

export const MyProfilePage = () => <MyProfileScreen meetings={useMeetingsAhead().length} />
