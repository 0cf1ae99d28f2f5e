import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_proof_refused: 'Vos clés n’ont pas pu être vérifiées à temps. Rien n’a changé. Veuillez réessayer.',
  refused_other_kind: 'Ces clés appartiennent déjà à l’autre type de compte. Choisissez «\u00a0Commencer à neuf\u00a0» pour que l’aide donnée et l’aide reçue restent séparées.',
  refused_account_closed: 'Ce compte a été fermé quand de nouvelles clés ont été faites. Ouvrez avec votre nouveau moyen de retour, ou demandez une nouvelle invitation à la coordination.',
  refused_invitation_gone: 'Cette invitation a été utilisée, remplacée ou n’est plus valide. Demandez-en une nouvelle à la coordination. Si ce n’est pas vous qui l’avez utilisée, dites-le.',
  refused_keys_in_use: 'Cet appareil garde déjà les clés d’une autre personne. Oubliez-les d’abord sur cet appareil, puis ouvrez l’invitation de nouveau.',
  refused_enough_ways_back: 'Six moyens de retour, c’est le maximum. Retirez-en un d’abord, puis ajoutez le nouveau.',
  refused_way_back_taken: 'Ce moyen de retour sert déjà. Créez-en un nouveau.',
  refused_last_way_back: 'C’est votre dernier moyen de retour. Ajoutez-en un autre d’abord, puis retirez celui-ci.',
  refused_keep_two: 'Les membres de l’équipe gardent deux moyens de retour. Ajoutez-en un autre d’abord, puis retirez celui-ci.',
  refused_nothing_opens: 'Rien ne s’ouvre avec cela. Vérifiez l’orthographe ou prenez un autre moyen de retour.',
  refused_vault_moved: 'Vos réglages ont été changés sur un autre appareil. Rechargez cette page, puis refaites votre changement.',
  refused_setup_code_gone: 'Ce code a déjà servi ou a été remplacé. Redémarrez le serveur pour en voir un nouveau, ou lancez «\u00a0peerside invite\u00a0».',
}
