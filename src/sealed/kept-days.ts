/** docs/encryption.md 4: so long after the last visit a device keeps an account that has a way back. */
export const KEPT_DAYS = 14
