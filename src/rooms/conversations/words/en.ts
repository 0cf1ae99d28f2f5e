export const words = {
  refused_epoch_moved: 'The keys of this conversation changed meanwhile. Your message is sent again with the new ones.',
  refused_epoch_over: 'These keys have served long enough. New ones are made first, then your message goes.',
  refused_seq_taken: 'Another tab or device sent something at the same moment. Your message is sent again after it.',
  refused_msg_id_taken: 'A message with this mark is there already. Send yours again.',
  refused_conversation_over: 'This conversation is over. Nothing can be added to it.',
  refused_blocked: 'One of you has blocked this conversation. Nothing can be sent while that holds.',
  refused_commitment_wrong: 'This message could not be reported if it had to be, so it was not taken. Reload the page and send it again.',
  refused_too_fast: 'That was a lot in a short time. Wait a few minutes, then go on.',
  refused_members_fixed: 'Only the student decides who else is part of this conversation.',
  refused_supporter_unknown: 'This person is not a supporter of the program today.',
  refused_students_only: 'Only the student can end and shred this conversation. You can leave it.',
  refused_supporters_only: 'Only the supporter can leave a conversation. You can end it, and it is shredded at once.',
}
