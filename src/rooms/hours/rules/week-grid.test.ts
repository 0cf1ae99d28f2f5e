import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellState, withCell, withoutCell, type Painted, type Template } from './week-grid.ts'
import { clockTime, overlap, WEEKDAYS, type Weekday } from './weekly-hours.ts'

const template: Template = { kind: 'bookable', capacity: null, formats: ['in-person'], place: 'library', validFrom: null, validUntil: null }
const hours = (weekday: Weekday, starts: number, ends: number, id: string | null = `${weekday}`): Painted => ({ ...template, id, weekday, starts: starts * 60, ends: ends * 60 })
const said = (week: readonly Painted[]) => week.map((h) => `${h.weekday} ${clockTime(h.starts)}-${clockTime(h.ends)}${h.id ? ` ${h.id}` : ''}`)
const dated = (week: readonly Painted[]) => week.map((h) => ({ ...h, validFrom: '2026-01-01', validUntil: null }))

describe('the weekly grid', () => {
  test('switching an hour on makes one hour of duty', () => {
    expect(said(withCell([], 1, 17, template))).toEqual(['1 17:00-18:00'])
  })
  test('an hour beside another of the same kind makes it longer', () => {
    expect(said(withCell([hours(1, 17, 18)], 1, 18, template))).toEqual(['1 17:00-19:00 1'])
    expect(said(withCell([hours(1, 17, 18, 'a'), hours(1, 19, 20, 'b')], 1, 18, template))).toEqual(['1 17:00-20:00 a'])
  })
  test('an hour beside another of a different kind stays by itself', () => {
    expect(said(withCell([{ ...hours(1, 17, 18), place: 'lobby' }], 1, 18, template))).toEqual(['1 17:00-18:00 1', '1 18:00-19:00'])
  })
  test('half an hour that is there already is filled up, not doubled', () => {
    expect(said(withCell([hours(1, 17.5, 19)], 1, 17, template))).toEqual(['1 17:00-19:00 1'])
    expect(cellState([hours(1, 17.5, 19)], 1, 17)).toBe('part')
  })
  test('switching off an hour in the middle leaves both ends, and the first keeps its exceptions', () => {
    expect(said(withoutCell([hours(1, 17, 20)], 1, 18))).toEqual(['1 17:00-18:00 1', '1 19:00-20:00'])
  })
  test('the night belongs to both of its days', () => {
    const night = [hours(7, 22, 26)]
    expect([cellState(night, 7, 23), cellState(night, 1, 0), cellState(night, 1, 1), cellState(night, 1, 2)]).toEqual(['on', 'on', 'on', 'off'])
    expect(said(withoutCell(night, 1, 0))).toEqual(['7 22:00-00:00 7', '1 01:00-02:00'])
    expect(said(withCell([hours(7, 22, 24)], 1, 0, template))).toEqual(['7 22:00-01:00 7'])
  })
  test('whatever is pressed, hours never overlap and show what was pressed last', () => {
    const press = fc.record({ weekday: fc.constantFrom(...WEEKDAYS), hour: fc.integer({ min: 0, max: 23 }), on: fc.boolean() })
    fc.assert(fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
      const last = new Map<string, boolean>()
      const week = presses.reduce<Painted[]>((all, { weekday, hour, on }) => {
        last.set(`${weekday} ${hour}`, on)
        return on ? withCell(all, weekday, hour, template) : withoutCell(all, weekday, hour)
      }, [])
      for (const [cell, on] of last) {
        const [weekday, hour] = cell.split(' ').map(Number) as [Weekday, number]
        expect(cellState(week, weekday, hour)).toBe(on ? 'on' : 'off')
      }
      expect(overlap(dated(week))).toBeNull()
      expect(week.every((h) => h.starts >= 0 && h.starts < 1440 && h.ends > h.starts && h.ends <= h.starts + 1440)).toBe(true)
    }))
  })
})
