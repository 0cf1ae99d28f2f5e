export const words = {
  refused_proof_refused: 'We could not check your keys in time. Nothing was changed. Please try again.',
  refused_other_kind: 'These keys already belong to the other kind of account. Use “Start new” so that helping and being helped stay apart.',
  refused_account_closed: 'This account was closed when new keys were made. Sign in with your new way back, or ask your coordinator for a new invitation.',
  refused_invitation_gone: 'This invitation was used, replaced or has run out. Ask your coordinator for a new one. If you did not use it yourself, say so.',
  refused_keys_in_use: 'This device already holds keys of another person. Forget them on this device first, then open the invitation again.',
  refused_enough_ways_back: 'Six ways back is the most. Remove one first, then add the new one.',
  refused_way_back_taken: 'This way back is in use already. Make a new one.',
  refused_last_way_back: 'This is your last way back. Add another one first, then remove this one.',
  refused_keep_two: 'Staff keep two ways back. Add another one first, then remove this one.',
  refused_nothing_opens: 'Nothing opens with this. Check the spelling, or use another way back.',
  refused_vault_moved: 'Your settings were changed on another device. Load this page again, then make your change.',
  refused_setup_code_gone: 'This setup code was used already or replaced. Start the server again to see a new one, or run “peerside invite”.',
}
