/** What the first page says of writing. */
export const words = {
  write: 'Write to someone',
  write_instead: 'Write instead',
  write_any_hour: 'At any hour. You see when it will be read.',
  read_by: (name: string, when: string) => `${name} or another will read it by ${when}`,
  read_by_anyone: (when: string) => `It will be read by ${when}`,
  your_request: 'Your request waits',
  your_request_news: 'See how it stands',
}
