import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { CARLA } from '../people.ts'
import { expect, test } from './peerside.ts'
import { comeIn, openScene, type Scene } from './scene.ts'

const DEMO = join(import.meta.dirname, '../../demo')

async function atTheDesk(scene: Scene, page: Page, kind: string): Promise<void> {
  await comeIn(page, scene, await scene.addStaff(CARLA.name, 'coordinator'), '/import')
  await page.getByRole('radio', { name: kind }).check()
}

const choose = (page: Page, name: string, content: string | Uint8Array) =>
  page.getByLabel('Choose a file').last().setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })

const countOf = async (scene: Scene, table: 'interactions' | 'weekly_hours'): Promise<number> =>
  Number((await scene.ask<{ n: string }>(`select count(*) as n from ${table} where program = $1`, [scene.here.id]))[0]!.n)

/** The smallest workbook that a spreadsheet program would open. */
function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  const cells = rows.map((row, y) => `<row r="${y + 1}">${row.map((text, x) => `<c r="${String.fromCharCode(65 + x)}${y + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`).join('')
  const about = 'http://schemas.openxmlformats.org'
  return zipSync({
    '[Content_Types].xml': strToU8(`<Types xmlns="${about}/package/2006/content-types"/>`),
    'xl/workbook.xml': strToU8(`<workbook xmlns="${about}/spreadsheetml/2006/main" xmlns:r="${about}/officeDocument/2006/relationships"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships xmlns="${about}/package/2006/relationships"><Relationship Id="rId1" Type="${about}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${about}/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`),
  })
}

test('Carla chooses an Excel workbook as she would any file', async ({ device, server }) => {
  const scene = await openScene(server)
  const carla = await device(CARLA.device)
  await atTheDesk(scene, carla, 'Past contacts')
  await choose(carla, 'contacts.xlsx', workbook([['date', 'format', 'initiated_by', 'minutes', 'topics'], ['2019-03-14', 'phone', 'student', '25', 'Sleep'], ['2019-03-15', 'video', 'supporter', '45', 'Studies']]))
  await expect(carla.getByRole('row', { name: /2019-03/ })).toHaveCount(2)
  await carla.getByRole('button', { name: 'Next', exact: true }).click()
  await carla.getByRole('button', { name: 'Bring in 2 contacts' }).click()
  await expect(carla.getByText('2 contacts came in')).toBeVisible()
  expect(await countOf(scene, 'interactions')).toBe(2)
})

test('a semicolon file from a French spreadsheet is read with its own dates and decimals', async ({ device, server }) => {
  const scene = await openScene(server)
  const carla = await device(CARLA.device)
  await atTheDesk(scene, carla, 'Past contacts')
  await carla.getByLabel('The file is written in').selectOption('French')
  await choose(carla, 'contacts.csv', 'date;mode;initié par;minutes;sujets\n31/01/2019;téléphone;étudiant;25,0;Sleep\n02/03/2019;vidéo;pair aidant;45;Studies\n')
  await expect(carla.getByRole('row', { name: /2019-01/ })).toBeVisible()
  await expect(carla.getByRole('row', { name: /2019-03/ })).toBeVisible()
  await carla.getByRole('button', { name: 'Next', exact: true }).click()
  await carla.getByRole('button', { name: 'Bring in 2 contacts' }).click()
  await expect(carla.getByText('2 contacts came in')).toBeVisible()
})

test('hours of somebody whom nobody knows are named by line, and nothing comes in', async ({ device, server }) => {
  const scene = await openScene(server)
  const carla = await device(CARLA.device)
  await atTheDesk(scene, carla, 'Weekly hours')
  const hours = readFileSync(join(DEMO, 'weekly-hours.csv'))
  await choose(carla, 'weekly-hours.csv', hours)
  await carla.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(carla.getByRole('row', { name: /amara\.okafor/ }).first()).toContainText('Import supporters first, or check the spelling.')
  expect(await countOf(scene, 'weekly_hours')).toBe(0)
})

test('a workbook that is none, and one that is locked, are refused with what to do', async ({ device, server }) => {
  const scene = await openScene(server)
  const carla = await device(CARLA.device)
  await atTheDesk(scene, carla, 'Past contacts')
  await choose(carla, 'broken.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]))
  await expect(carla.getByText('it is damaged or locked with a password')).toBeVisible()
  await choose(carla, 'old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))
  await expect(carla.getByText('This is an old Excel file (.xls).')).toBeVisible()
})
