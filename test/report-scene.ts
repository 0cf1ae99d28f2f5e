import { randomBytes } from 'node:crypto'
import { conversationDoors } from '../src/rooms/conversations/routes.ts'
import type { Role } from '../src/rooms/people/rules.ts'
import { reportDoors } from '../src/rooms/reports/routes.ts'
import { type ReportContent, sealReport } from '../src/sealed/report.ts'
import { sealMessage, type EpochSecret, type MessageContent } from '../src/sealed/conversation.ts'
import { b64, anId, conversationScene, type ConversationScene, type Talker } from './conversation-scene.ts'
import type { TestDatabase } from './database.ts'
import { openDoorsOf } from './sessions.ts'
import { testServices } from './services.ts'

export type Colleague = Talker & { readonly person: string }

export interface ReportScene extends ConversationScene {
  readonly services: Awaited<ReturnType<typeof testServices>>
  readonly amina: Talker
  readonly bruno: Colleague
  readonly dario: Colleague
  readonly nadia: Colleague
  readonly carla: Colleague
  /** Bruno's conversation with Amina. */
  readonly conv: string
  readonly secret: EpochSecret
  colleague(name: string, role: Role): Promise<Colleague>
  /** A letter as the writer's browser seals it. */
  letter(writer: Talker, content: ReportContent, to?: readonly Colleague[]): Promise<{ id: string; box: string; wraps: { contact: string; wrap: string }[] }>
  /** Said in the conversation, as the browser seals it; answers with what a reader is handed. */
  said(by: Talker, seq: number, content: MessageContent, franked: boolean): Promise<{ msgId: string; com: string | null; tag: string | null; day: string; content: MessageContent }>
}

/** A program with a coordinator, two safety contacts, a supporter and a student who write to each other. */
export async function reportScene(database: TestDatabase, slug = `p-${randomBytes(4).toString('hex')}`): Promise<ReportScene> {
  const services = await testServices()
  const scene = await conversationScene(database, services, slug, [...conversationDoors, ...reportDoors])
  await openDoorsOf(database, scene.db.program)
  const colleague = async (name: string, role: Role): Promise<Colleague> => {
    const made = await scene.aSupporter(name)
    await database.owner('delete from role_grants where person = $1', [made.person])
    await database.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, $3, '2026-08-01')`, [scene.db.program, made.person, role])
    return made
  }
  const [carla, dario, nadia] = [await colleague('Carla Mendes', 'coordinator'), await colleague('Dario Ricci', 'safety-contact'), await colleague('Nadia Ali', 'safety-contact')]
  const bruno = await scene.aSupporter('Bruno Tremblay'), amina = await scene.aStudent()
  const { conv, secret } = await scene.begin(amina, bruno)
  let prevHash: Record<string, Uint8Array<ArrayBuffer>> = {}
  return {
    ...scene, services, amina, bruno, dario, nadia, carla, conv, secret, colleague,
    get here() { return scene.here },
    letter: async (writer, content, to = [dario, nadia]) => {
      const id = anId()
      const contacts = to.map(({ person, keys }) => ({ person, account: keys.account, pkHpke: keys.pkHpke }))
      const { box, wraps } = await sealReport(writer.keys, { program: slug, report: id }, contacts, content)
      return { id, box: b64(box), wraps: wraps.map(({ contact, wrap }) => ({ contact, wrap: b64(wrap) })) }
    },
    said: async (by, seq, content, franked) => {
      const msgId = anId()
      const place = { sender: by.account, seq, msgId, prevHash: prevHash[by.account] ?? new Uint8Array(32) }
      const { box, com, hash, content: whole } = await sealMessageKept(secret, place, content, franked)
      prevHash = { ...prevHash, [by.account]: hash }
      const answer = await scene.send(by, conv, { epoch: 0, seq, msgId, box: b64(box), ...(com ? { com: b64(com) } : {}) })
      return { msgId, com: com ? b64(com) : null, tag: answer.body.tag as string | null, day: String(answer.body.arrivedOn), content: whole }
    },
  }
}

/** The content as its reader opens it, with kf inside. */
async function sealMessageKept(secret: EpochSecret, place: Parameters<typeof sealMessage>[1], content: MessageContent, franked: boolean) {
  const { openMessage } = await import('../src/sealed/conversation.ts')
  const sealed = await sealMessage(secret, place, content, franked)
  return { ...sealed, content: await openMessage(secret, place, sealed, franked) }
}
