import { dayIn } from '../../platform/clock.ts'
import { doors } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { returningStudent, student } from '../students/actions.ts'
import { confirmTestAlert, sendTestAlert } from './actions/alerts.ts'
import { chooseMail, myChannels, openCalendar, removeChannel, subscribeToPush, supportersReach } from './actions/channels.ts'
import { addDevice, removeDevice, studentDevices } from './actions/student-devices.ts'
import { contract } from './contract.ts'

const staff = holding('coordinator', 'supporter', 'facilitator', 'faculty-advisor', 'psychologist', 'on-call', 'safety-contact')

export const routes = doors(contract, {
  'GET /notices/channels': { who: staff, then: ({ db, proof, services }) => myChannels(db, proof.person, services) },
  'POST /notices/channels/push': { who: staff, then: ({ db, proof, body, locale, services }) => subscribeToPush(db, proof.person, body, locale, services) },
  'POST /notices/channels/mail': { who: staff, then: ({ db, proof, body, locale, services }) => chooseMail(db, proof.person, body.address, locale, services) },
  'POST /notices/channels/calendar': { who: staff, then: ({ db, proof, locale, program, services }) => openCalendar(db, proof.person, locale, program, services) },
  'DELETE /notices/channels/:channel': { who: staff, then: ({ db, proof, params }) => removeChannel(db, proof.person, params.channel) },
  'POST /notices/test': { who: staff, then: ({ db, proof, now, services }) => sendTestAlert(db, proof.person, now, services.outgoing) },
  'POST /notices/test/confirmation': { who: staff, then: ({ db, proof, body, program, now }) => confirmTestAlert(db, proof.person, body.digits, dayIn(program.timeZone, now)) },
  'GET /news/devices': { who: returningStudent, then: ({ db, proof, services }) => studentDevices(db, proof.account, services) },
  'PUT /news/devices/:device': { who: student, then: ({ db, proof, params, body, locale, services }) => addDevice(db, proof.account, params.device, { ...body, locale }, services) },
  'DELETE /news/devices/:device': { who: returningStudent, then: ({ db, proof, params, services }) => removeDevice(db, proof.account, params.device, services) },
  'GET /notices/reach': { who: holding('coordinator'), then: ({ db }) => supportersReach(db) },
})
