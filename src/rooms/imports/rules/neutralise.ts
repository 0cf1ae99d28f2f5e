/** A cell that no spreadsheet will run: text that begins like a formula, even after blanks or in full width, gets an apostrophe before it. */
export const neutraliseCell = (cell: string): string => (/^(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/.test(cell) ? `'${cell}` : cell)

/** One row of a CSV file, neutralised and quoted where it must be. */
export const csvRow = (cells: readonly (string | number)[], delimiter = ','): string =>
  cells
    .map((cell) => (typeof cell === 'number' ? String(cell) : neutraliseCell(cell)))
    .map((cell) => (cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter)
