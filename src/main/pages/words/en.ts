export const words = {
  demonstration: 'Demonstration. Everybody and everything here is invented.',
  skip: 'Skip to the page',
  language: 'Language',
  quick_exit: 'Quick exit',
  quick_exit_hint: 'Leaves this page at once. So does pressing Shift three times.',
  nav_main: 'Main',
  nav_home: 'Home',
  nav_find: 'Find',
  nav_mine: 'My times',
  nav_help: 'Help now',
  not_here: 'This page is not here',
  not_here_text: 'The address may be old, or it may not be for this account.',
}
