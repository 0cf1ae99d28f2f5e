import { useLoad } from '../../../ui/use-load.ts'
import { readUnanswered } from '../client.ts'
import { useRequestWords } from './words.ts'

/** For the coordinator's first page: how many wait beyond the target, in words, or null while none does. */
export function useLateRequests(): { readonly title: string; readonly sub: string } | null {
  const w = useRequestWords()
  const load = useLoad(readUnanswered, [])
  if (load.state !== 'here' || load.data.late === 0) return null
  return { title: w.late_count(load.data.late, load.data.responseHours), sub: w.late_count_sub }
}
