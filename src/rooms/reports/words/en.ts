export const words = {
  refused_account_resting: 'Your account rests for now. Under “Your account’s standing” you read until when, and how to object. The help lines are there at any hour.',
  refused_letter_taken: 'Something went wrong while sending. Load this page again and send once more.',
  refused_contacts_few: 'The safety contacts have changed, or there are fewer than two. Load the page again before you send.',
  refused_not_suspended: 'Your account does not rest any more. There is nothing to object to.',
  refused_appealed_already: 'You have objected already. The safety contacts have your words.',
  refused_not_yourself_here: 'This is about yourself. The other safety contact decides.',
  refused_version_taken: 'Another tab has just locked it anew. Load the page again.',
  refused_version_moved: 'The student has locked it anew in the meantime. Load the page again and begin once more.',
  refused_not_offered_here: 'This cannot be left here at the moment: the program does not offer it, or the people on call have changed. Load the page again.',
}
