import { crc32, deflateSync } from 'node:zlib'

/** The six grounds a program can choose for its mark. None of them means anything. */
const GROUNDS: Readonly<Record<string, readonly [number, number, number]>> = {
  teal: [0x1f, 0x5f, 0x66], plum: [0x6a, 0x4c, 0x7d], apricot: [0xa9, 0x5a, 0x2a], slate: [0x44, 0x54, 0x5e], moss: [0x4b, 0x68, 0x3b], sand: [0x83, 0x6f, 0x4a],
}
const LEFT = [0xdf, 0xf0, 0xed] as const
const RIGHT = [0xf0, 0xd9, 0xc0] as const
const RIGHT_OPACITY = 0.86

const groundOf = (colour: string) => GROUNDS[colour] ?? GROUNDS.teal!

/** The mark as three paths: a square, two circles that overlap. */
export function iconSvg(colour: string): string {
  const hex = (rgb: readonly number[]) => `#${rgb.map((light) => light.toString(16).padStart(2, '0')).join('')}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="7" fill="${hex(groundOf(colour))}"/><circle cx="11" cy="14" r="5" fill="${hex(LEFT)}"/><circle cx="17" cy="14" r="5" fill="${hex(RIGHT)}" fill-opacity="${RIGHT_OPACITY}"/></svg>\n`
}

/** The sizes that browsers are told of. Painting one takes a tenth of a second, so nobody chooses among hundreds. */
export const ICON_PIXELS: readonly number[] = [180, 192, 512]
const painted = new Map<string, Buffer>()

/** The same, painted once: home screens want PNG. `full` leaves the corners square, for systems that cut their own. */
export function iconPng(colour: string, size: number, full: boolean): Buffer {
  const name = `${colour} ${size} ${full}`
  const image = painted.get(name) ?? paint(colour, size, full)
  painted.set(name, image)
  return image
}

function paint(colour: string, size: number, full: boolean): Buffer {
  const unit = size / 28
  const shrink = full ? 0.82 : 1
  const ground = groundOf(colour)
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [px, py] = [(x + 0.5) / unit - 14, (y + 0.5) / unit - 14]
      const cover = (distance: number) => Math.min(1, Math.max(0, 0.5 - distance * unit))
      const circle = (cx: number) => cover(Math.hypot(px - cx * shrink, py) - 5 * shrink)
      const pixel = blend(blend(ground, LEFT, circle(-3)), RIGHT, circle(3) * RIGHT_OPACITY)
      const alpha = full ? 1 : cover(roundedSquare(px, py))
      rows.set([...pixel.map(Math.round), Math.round(alpha * 255)], y * (size * 4 + 1) + 1 + x * 4)
    }
  }
  return png(size, rows)
}

const blend = (under: readonly number[], over: readonly number[], opacity: number) => under.map((light, at) => light + (over[at]! - light) * opacity)

/** Distance from the edge of a square of half-width 14 with corners of radius 7; negative inside. */
function roundedSquare(x: number, y: number): number {
  const [dx, dy] = [Math.abs(x) - 7, Math.abs(y) - 7]
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - 7
}

function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), part('IHDR', header), part('IDAT', deflateSync(rows, { level: 9 })), part('IEND', Buffer.alloc(0))])
}

function part(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
