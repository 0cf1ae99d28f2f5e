import { Button } from './button.tsx'
import { Printer } from './icons.ts'
import { uiWords } from './ui-words.ts'
import { useWords } from './words.tsx'

/** The browser's own print. What must not print carries the class `no-print`. */
export function PrintButton({ label }: { label?: string }) {
  const w = useWords(uiWords)
  return (
    <Button look="quiet" icon={Printer} onClick={() => window.print()}>
      {label ?? w.print}
    </Button>
  )
}
