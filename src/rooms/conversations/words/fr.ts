import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_epoch_moved: 'Les clés de cette conversation ont changé entre-temps. Votre message repart avec les nouvelles.',
  refused_epoch_over: 'Ces clés ont assez servi. De nouvelles sont créées, puis votre message part.',
  refused_seq_taken: 'Un autre onglet ou appareil a envoyé quelque chose au même moment. Votre message repart à la suite.',
  refused_msg_id_taken: 'Un message porte déjà cette marque. Envoyez le vôtre de nouveau.',
  refused_conversation_over: 'Cette conversation est terminée. On ne peut plus rien y ajouter.',
  refused_blocked: 'L’un de vous a bloqué cette conversation. Rien ne peut être envoyé tant que cela dure.',
  refused_commitment_wrong: 'Ce message n’aurait pas pu être signalé au besoin; il n’a donc pas été accepté. Rechargez la page et envoyez-le de nouveau.',
  refused_too_fast: 'Cela fait beaucoup en peu de temps. Attendez quelques minutes, puis continuez.',
  refused_members_fixed: 'C’est la personne étudiante qui décide qui d’autre participe à cette conversation.',
  refused_supporter_unknown: 'Cette personne n’est pas pair aidant du programme aujourd’hui.',
  refused_students_only: 'Seule la personne étudiante peut terminer et détruire cette conversation. Vous pouvez la quitter.',
  refused_supporters_only: 'Seul le pair aidant peut quitter une conversation. Vous pouvez y mettre fin; elle est alors détruite aussitôt.',
  refused_while_suspended: 'Ce compte est suspendu pour l’instant : rien de nouveau n’arrive ici.',
  refused_conv_taken: 'Cette demande a déjà reçu une réponse.',
  refused_wraps_wrong: 'Les clés de cette conversation ne correspondent pas à ses deux membres. Rechargez la page et réessayez.',
}
