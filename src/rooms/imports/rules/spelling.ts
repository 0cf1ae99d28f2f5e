/** One spelling for many: case, accents, width and punctuation are folded away; letters and digits of every script stay. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What a person sees as empty: blanks, dashes, "n/a" in three languages. */
export const isBlank = (text: string): boolean => {
  const plain = text.trim()
  return plain === '' || /^[-–—.]+$/.test(plain) || ['n/a', 'na', 's/o', 's.o.', '无', '暂无'].includes(plain.toLowerCase())
}

/** The items of a list in one cell. Commas and slashes part only where no semicolon, bar or ideographic comma does. */
export function listItems(cell: string): string[] {
  const strong = cell.split(/[;；|\n、]/)
  const parts = strong.length > 1 ? strong : cell.split(/[,，/]/)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => !isBlank(part)))]
}
