import { useLoad, type Load } from '../../../ui/use-load.ts'
import { readUnanswered } from '../client.ts'
import { useRequestWords } from './words.ts'

/** For the coordinator's first page: how many wait beyond the target, in words, or null while none does; `load` says whether anybody could look. */
export function useLateRequests(): { readonly load: Load<unknown>; readonly late: { readonly title: string; readonly sub: string } | null } {
  const w = useRequestWords()
  const load = useLoad(readUnanswered, [])
  if (load.state !== 'here' || load.data.late === 0) return { load, late: null }
  return { load, late: { title: w.late_count(load.data.late, load.data.responseHours), sub: w.late_count_sub } }
}
