import { useProgram } from '../../ui/program.tsx'
import { useWords } from '../../ui/words.tsx'
import { pageWords } from './page-words.ts'
import './demonstration-note.css'

/** Nobody may take the invented school for a real one, on paper neither. */
export function DemonstrationNote() {
  const w = useWords(pageWords)
  return useProgram().demonstration ? <p className="demonstration-note">{w.demonstration}</p> : null
}
