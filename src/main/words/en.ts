export const words = {
  refused_sign_in_first: 'Please sign in first, then try again.',
  refused_not_found: 'This is not here, or not yours to see. Go back and choose from the list.',
  refused_not_open_yet: 'This program is not open yet. The help lines are, at any hour.',
  refused_bad_input: 'Something in this form is missing or not in the right shape. Check the marked fields and send it again.',
  refused_too_large: 'That is more than can be sent at once. Make it smaller and try again.',
  refused_too_many: 'That was tried too often. Wait a few minutes, then try again.',
  refused_setup_code_wrong: 'That is not the set-up code, or it was used. The code stands where Peerside was started; start it again to see it.',
  refused_broken: 'Something went wrong on our side. Nothing was changed. Please try again in a minute.',
}
