import type { Same } from '../../../../ui/same-words.ts'
import type { words as english } from './en.ts'

export const words: Same<typeof english> = {
  title: 'Créer un programme',
  sub: 'Six réponses, et vous en êtes la première personne à la coordination. Tout peut changer ensuite, sauf le mot dans l’adresse.',
  code: 'Code de départ',
  code_hint: 'Le serveur l’a affiché au démarrage. Il sert une seule fois.',
  name: 'Nom du programme',
  name_hint: 'Celui que votre équipe emploie. Les étudiants voient un nom neutre, que vous choisirez plus tard.',
  slug: 'Mot dans l’adresse',
  slug_hint: 'Des minuscules, des chiffres, des traits d’union. Les étudiants le tapent\u00a0: choisissez-le court et neutre.',
  your_name: 'Votre nom',
  your_name_hint: 'L’équipe est connue par son nom. Les étudiants, jamais.',
  country: 'Pays',
  country_hint: 'Il décide des lignes d’aide et des phrases sur les signalements qui vous sont proposées.',
  zone: 'Fuseau horaire',
  locales: 'Langues du programme',
  make: 'Créer',
  missing_code: 'Entrez le code affiché par le serveur.',
  missing_name: 'Donnez au programme un nom d’au moins deux lettres.',
  missing_slug: 'Employez de 2 à 40 minuscules, chiffres ou traits d’union, avec une lettre ou un chiffre au début et à la fin.',
  missing_your_name: 'Entrez votre nom.',
  missing_locales: 'Choisissez au moins une langue.',
  done_title: 'Le programme est créé',
  done_text: 'Ce lien crée votre propre compte. Il sert une seule fois\u00a0: ouvrez-le maintenant, sur l’appareil que vous utiliserez.',
  done_open: 'Ouvrir mon invitation',
  unreachable: 'Le serveur n’a pas répondu. Vérifiez qu’il tourne encore, puis réessayez. Rien n’est perdu.',
}
